-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "question_type" AS ENUM ('code', 'function', 'sql', 'choice', 'text', 'file');

-- CreateEnum
CREATE TYPE "test_visibility" AS ENUM ('sample', 'secret');

-- CreateEnum
CREATE TYPE "attempt_state" AS ENUM ('in_progress', 'submitted', 'graded');

-- CreateEnum
CREATE TYPE "submitted_by" AS ENUM ('candidate', 'deadline', 'withdrawal');

-- CreateEnum
CREATE TYPE "candidate_source" AS ENUM ('invited', 'partner');

-- CreateEnum
CREATE TYPE "lookup_state" AS ENUM ('none', 'unconfirmed', 'confirmed', 'denied');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('AC', 'WA', 'TLE', 'MLE', 'OLE', 'RTE', 'CE', 'JE');

-- CreateEnum
CREATE TYPE "judge_state" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'manager', 'reviewer');

-- CreateEnum
CREATE TYPE "session_lookup" AS ENUM ('not_applicable', 'confirmed', 'unconfirmed');

-- CreateEnum
CREATE TYPE "token_purpose" AS ENUM ('sign_in_link', 'sign_in_code', 'password_reset', 'staff_invite');

-- CreateEnum
CREATE TYPE "sign_in_outcome" AS ENUM ('signed_in', 'invalid_credentials', 'access_withdrawn', 'throttled', 'service_unavailable');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'kept', 'failed');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('advance', 'hold', 'reject');

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "type" "question_type" NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_version" (
    "id" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "contentHash" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "question_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_test" (
    "id" UUID NOT NULL,
    "questionVersionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "visibility" "test_visibility" NOT NULL,
    "input" BYTEA NOT NULL,
    "answer" BYTEA NOT NULL,

    CONSTRAINT "question_test_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment_version" (
    "id" UUID NOT NULL,
    "assessmentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "durationMinutes" INTEGER NOT NULL,
    "cutScorePercent" INTEGER,
    "publishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assessment_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment_item" (
    "id" UUID NOT NULL,
    "assessmentVersionId" UUID NOT NULL,
    "questionVersionId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "assessment_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "candidateId" UUID NOT NULL,
    "assessmentVersionId" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "timeMultiplier" DECIMAL(3,2) NOT NULL DEFAULT 1,
    "invitedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "openedAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "candidateId" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "assessmentVersionId" UUID NOT NULL,
    "state" "attempt_state" NOT NULL DEFAULT 'in_progress',
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "baseMinutes" INTEGER NOT NULL,
    "timeMultiplier" DECIMAL(3,2) NOT NULL DEFAULT 1,
    "adjustmentSeconds" INTEGER NOT NULL DEFAULT 0,
    "deadlineAt" TIMESTAMPTZ(3) NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "submittedBy" "submitted_by",
    "receipt" JSONB,
    "gradedAt" TIMESTAMPTZ(3),
    "points" DECIMAL(9,2),
    "maxPoints" DECIMAL(9,2),

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_revision" (
    "id" UUID NOT NULL,
    "answerId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "late" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "answer_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_event" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "data" JSONB,

    CONSTRAINT "attempt_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "candidate" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "userId" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "source" "candidate_source" NOT NULL,
    "partnerId" UUID,
    "externalId" TEXT,
    "profileUrl" TEXT,
    "metadata" JSONB,
    "lookupState" "lookup_state" NOT NULL DEFAULT 'none',
    "lookupCheckedAt" TIMESTAMPTZ(3),
    "deniedAt" TIMESTAMPTZ(3),
    "deniedReason" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnBy" TEXT,
    "withdrawnReason" TEXT,
    "erasedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contactEmail" TEXT,
    "lookupUrl" TEXT,
    "lookupSecretSealed" TEXT,
    "webhookSecretSealed" TEXT,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_key" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "partner_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_lookup" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "candidateId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "httpStatus" INTEGER,
    "durationMs" INTEGER NOT NULL,
    "detail" TEXT,
    "requestId" TEXT,

    CONSTRAINT "partner_lookup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partner_failure" (
    "partnerId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "windowStart" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,
    "reported" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "partner_failure_pkey" PRIMARY KEY ("partnerId","kind","windowStart")
);

-- CreateTable
CREATE TABLE "idempotency_record" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "httpStatus" INTEGER,
    "response" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "stdin" TEXT,
    "state" "judge_state" NOT NULL DEFAULT 'queued',
    "verdict" "verdict",
    "result" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "content" JSONB,
    "state" "judge_state" NOT NULL DEFAULT 'queued',
    "graderVersion" INTEGER NOT NULL DEFAULT 1,
    "verdict" "verdict",
    "compileOutput" TEXT,
    "points" DECIMAL(8,2),
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "gradedAt" TIMESTAMPTZ(3),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "test_result" (
    "id" UUID NOT NULL,
    "submissionId" UUID NOT NULL,
    "testId" UUID NOT NULL,
    "graderVersion" INTEGER NOT NULL,
    "verdict" "verdict" NOT NULL,
    "timeMs" INTEGER NOT NULL,
    "memoryKb" INTEGER,
    "stdout" TEXT,
    "stderr" TEXT,

    CONSTRAINT "test_result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "id" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "sandbox" JSONB NOT NULL,
    "selfTestOk" BOOLEAN NOT NULL,
    "selfTestAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contactEmail" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "disabledAt" TIMESTAMPTZ(3),
    "erasedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "orgId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "sidHash" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "lookup" "session_lookup" NOT NULL DEFAULT 'not_applicable',
    "userAgent" TEXT,
    "ip" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "absoluteExpiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedReason" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_token" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "purpose" "token_purpose" NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "email" TEXT NOT NULL,
    "userId" UUID,
    "orgId" UUID,
    "candidateId" UUID,
    "partnerId" UUID,
    "outcome" "sign_in_outcome" NOT NULL,
    "reason" TEXT NOT NULL,
    "lookupOutcome" TEXT,
    "lookupMs" INTEGER,
    "durationMs" INTEGER NOT NULL,
    "requestId" TEXT NOT NULL,
    "ip" TEXT,
    "userAgent" TEXT,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" UUID NOT NULL,
    "orgId" UUID,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "orgId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subjectId" TEXT,
    "data" JSONB,
    "requestId" TEXT,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_bucket" (
    "key" TEXT NOT NULL,
    "fullAt" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "rate_bucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "lastFailure" TIMESTAMPTZ(3) NOT NULL,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "review" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "reviewerId" UUID NOT NULL,
    "points" DECIMAL(8,2) NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "question_orgId_slug_key" ON "question"("orgId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "question_version_questionId_number_key" ON "question_version"("questionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "question_test_questionVersionId_ordinal_key" ON "question_test"("questionVersionId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_orgId_slug_key" ON "assessment"("orgId", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_version_assessmentId_number_key" ON "assessment_version"("assessmentId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_item_assessmentVersionId_ordinal_key" ON "assessment_item"("assessmentVersionId", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_tokenHash_key" ON "invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "invitation_candidateId_idx" ON "invitation"("candidateId");

-- CreateIndex
CREATE INDEX "invitation_orgId_createdAt_idx" ON "invitation"("orgId", "createdAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "attempt_invitationId_key" ON "attempt"("invitationId");

-- CreateIndex
CREATE INDEX "attempt_candidateId_idx" ON "attempt"("candidateId");

-- CreateIndex
CREATE INDEX "attempt_orgId_submittedAt_idx" ON "attempt"("orgId", "submittedAt" DESC);

-- CreateIndex
CREATE INDEX "attempt_state_deadlineAt_idx" ON "attempt"("state", "deadlineAt");

-- CreateIndex
CREATE UNIQUE INDEX "answer_attemptId_itemId_key" ON "answer"("attemptId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "answer_revision_answerId_revision_late_key" ON "answer_revision"("answerId", "revision", "late");

-- CreateIndex
CREATE INDEX "attempt_event_attemptId_at_idx" ON "attempt_event"("attemptId", "at");

-- CreateIndex
CREATE INDEX "candidate_orgId_createdAt_id_idx" ON "candidate"("orgId", "createdAt" DESC, "id");

-- CreateIndex
CREATE INDEX "candidate_userId_idx" ON "candidate"("userId");

-- CreateIndex
CREATE INDEX "candidate_orgId_email_idx" ON "candidate"("orgId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_partnerId_externalId_key" ON "candidate"("partnerId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "partner_slug_key" ON "partner"("slug");

-- CreateIndex
CREATE INDEX "partner_orgId_idx" ON "partner"("orgId");

-- CreateIndex
CREATE UNIQUE INDEX "partner_key_hash_key" ON "partner_key"("hash");

-- CreateIndex
CREATE INDEX "partner_key_partnerId_idx" ON "partner_key"("partnerId");

-- CreateIndex
CREATE INDEX "partner_lookup_partnerId_at_idx" ON "partner_lookup"("partnerId", "at" DESC);

-- CreateIndex
CREATE INDEX "partner_lookup_candidateId_at_idx" ON "partner_lookup"("candidateId", "at" DESC);

-- CreateIndex
CREATE INDEX "idempotency_record_expiresAt_idx" ON "idempotency_record"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "idempotency_record_partnerId_key_key" ON "idempotency_record"("partnerId", "key");

-- CreateIndex
CREATE INDEX "run_attemptId_createdAt_idx" ON "run"("attemptId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "submission_attemptId_itemId_key" ON "submission"("attemptId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "test_result_submissionId_testId_graderVersion_key" ON "test_result"("submissionId", "testId", "graderVersion");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "membership_userId_idx" ON "membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "membership_orgId_userId_key" ON "membership"("orgId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "session_sidHash_key" ON "session"("sidHash");

-- CreateIndex
CREATE INDEX "session_userId_revokedAt_idx" ON "session"("userId", "revokedAt");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_token_hash_key" ON "one_time_token"("hash");

-- CreateIndex
CREATE INDEX "one_time_token_userId_purpose_idx" ON "one_time_token"("userId", "purpose");

-- CreateIndex
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempt_orgId_at_idx" ON "sign_in_attempt"("orgId", "at" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempt_partnerId_at_idx" ON "sign_in_attempt"("partnerId", "at" DESC);

-- CreateIndex
CREATE INDEX "sign_in_attempt_requestId_idx" ON "sign_in_attempt"("requestId");

-- CreateIndex
CREATE INDEX "mail_message_orgId_createdAt_idx" ON "mail_message"("orgId", "createdAt" DESC);

-- CreateIndex
CREATE INDEX "mail_message_to_idx" ON "mail_message"("to");

-- CreateIndex
CREATE INDEX "audit_event_orgId_id_idx" ON "audit_event"("orgId", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_event_subject_subjectId_idx" ON "audit_event"("subject", "subjectId");

-- CreateIndex
CREATE INDEX "rate_bucket_fullAt_idx" ON "rate_bucket"("fullAt");

-- CreateIndex
CREATE INDEX "sign_in_throttle_lastFailure_idx" ON "sign_in_throttle"("lastFailure");

-- CreateIndex
CREATE UNIQUE INDEX "review_attemptId_itemId_reviewerId_key" ON "review"("attemptId", "itemId", "reviewerId");

-- CreateIndex
CREATE INDEX "decision_attemptId_createdAt_idx" ON "decision"("attemptId", "createdAt" DESC);

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_test" ADD CONSTRAINT "question_test_questionVersionId_fkey" FOREIGN KEY ("questionVersionId") REFERENCES "question_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_version" ADD CONSTRAINT "assessment_version_assessmentId_fkey" FOREIGN KEY ("assessmentId") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_item" ADD CONSTRAINT "assessment_item_assessmentVersionId_fkey" FOREIGN KEY ("assessmentVersionId") REFERENCES "assessment_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_item" ADD CONSTRAINT "assessment_item_questionVersionId_fkey" FOREIGN KEY ("questionVersionId") REFERENCES "question_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_candidateId_fkey" FOREIGN KEY ("candidateId") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_assessmentVersionId_fkey" FOREIGN KEY ("assessmentVersionId") REFERENCES "assessment_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_candidateId_fkey" FOREIGN KEY ("candidateId") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_assessmentVersionId_fkey" FOREIGN KEY ("assessmentVersionId") REFERENCES "assessment_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "assessment_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_revision" ADD CONSTRAINT "answer_revision_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "answer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_event" ADD CONSTRAINT "attempt_event_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner" ADD CONSTRAINT "partner_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_key" ADD CONSTRAINT "partner_key_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_lookup" ADD CONSTRAINT "partner_lookup_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_lookup" ADD CONSTRAINT "partner_lookup_candidateId_fkey" FOREIGN KEY ("candidateId") REFERENCES "candidate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_failure" ADD CONSTRAINT "partner_failure_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_record" ADD CONSTRAINT "idempotency_record_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "assessment_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "assessment_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_result" ADD CONSTRAINT "test_result_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "test_result" ADD CONSTRAINT "test_result_testId_fkey" FOREIGN KEY ("testId") REFERENCES "question_test"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_message" ADD CONSTRAINT "mail_message_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "assessment_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review" ADD CONSTRAINT "review_reviewerId_fkey" FOREIGN KEY ("reviewerId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_userId_fkey" FOREIGN KEY ("userId") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's language cannot say: constraints that hold what must be true, whoever writes.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Addresses are compared in lower case everywhere; a row that is not would be a second account for one person.
ALTER TABLE "app_user" ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email) AND email LIKE '%_@_%');
ALTER TABLE "candidate" ADD CONSTRAINT candidate_email_lower CHECK (email = lower(email) AND email LIKE '%_@_%');
ALTER TABLE "candidate" ADD CONSTRAINT candidate_source_whole CHECK (
  (source = 'partner') = ("partnerId" IS NOT NULL) AND (source = 'partner') = ("externalId" IS NOT NULL)
);
ALTER TABLE "candidate" ADD CONSTRAINT candidate_denial_whole CHECK (("lookupState" = 'denied') = ("deniedAt" IS NOT NULL));
ALTER TABLE "session" ADD CONSTRAINT session_expiry CHECK ("absoluteExpiresAt" <= "createdAt" + interval '12 hours 1 minute');

ALTER TABLE "question_version" ADD CONSTRAINT question_version_number CHECK (number >= 1);
ALTER TABLE "assessment_version" ADD CONSTRAINT assessment_version_bounds CHECK (
  number >= 1 AND "durationMinutes" BETWEEN 1 AND 1440 AND ("cutScorePercent" IS NULL OR "cutScorePercent" BETWEEN 0 AND 100)
);
ALTER TABLE "assessment_item" ADD CONSTRAINT assessment_item_points CHECK (points BETWEEN 0 AND 1000 AND ordinal >= 1);

ALTER TABLE "invitation" ADD CONSTRAINT invitation_multiplier CHECK ("timeMultiplier" BETWEEN 1 AND 3);
ALTER TABLE "invitation" ADD CONSTRAINT invitation_window CHECK ("expiresAt" > "createdAt");
ALTER TABLE "attempt" ADD CONSTRAINT attempt_time CHECK (
  "baseMinutes" BETWEEN 1 AND 1440 AND "timeMultiplier" BETWEEN 1 AND 3 AND "deadlineAt" > "startedAt"
);
-- An attempt is in exactly one state, and each state has what belongs to it.
ALTER TABLE "attempt" ADD CONSTRAINT attempt_state_whole CHECK (
  (state = 'in_progress') = ("submittedAt" IS NULL)
  AND ("submittedAt" IS NULL) = ("submittedBy" IS NULL)
  AND ("submittedAt" IS NULL) = (receipt IS NULL)
  AND (state = 'graded') = ("gradedAt" IS NOT NULL)
  AND ("gradedAt" IS NULL) = (points IS NULL) AND (points IS NULL) = ("maxPoints" IS NULL)
  AND (points IS NULL OR points BETWEEN 0 AND "maxPoints")
);
ALTER TABLE "answer" ADD CONSTRAINT answer_revision_positive CHECK (revision >= 1);
-- 256 KiB of text is more than any answer; JSON escapes at worst double it.
ALTER TABLE "answer" ADD CONSTRAINT answer_size CHECK (octet_length(content::text) <= 524288);
ALTER TABLE "answer_revision" ADD CONSTRAINT answer_revision_size CHECK (octet_length(content::text) <= 524288);
ALTER TABLE "run" ADD CONSTRAINT run_done CHECK ((state IN ('done', 'failed')) = ("finishedAt" IS NOT NULL));
ALTER TABLE "submission" ADD CONSTRAINT submission_scored CHECK (
  (points IS NULL OR points >= 0) AND (state <> 'failed' OR points IS NULL) AND (verdict IS DISTINCT FROM 'JE' OR points IS NULL)
);
ALTER TABLE "test_result" ADD CONSTRAINT test_result_time CHECK ("timeMs" >= 0);
ALTER TABLE "review" ADD CONSTRAINT review_points CHECK (points >= 0);
ALTER TABLE "decision" ADD CONSTRAINT decision_reason CHECK (length(btrim(reason)) > 0);
ALTER TABLE "partner_failure" ADD CONSTRAINT partner_failure_counts CHECK (count >= 0 AND reported BETWEEN 0 AND count);

-- Search over names and addresses stays flat at 100,000 rows.
CREATE INDEX candidate_search ON "candidate" USING gin ((name || ' ' || email) gin_trgm_ops);
CREATE INDEX sign_in_attempt_search ON "sign_in_attempt" USING gin (email gin_trgm_ops);
-- The deadline job reads only what runs.
CREATE INDEX attempt_running ON "attempt" ("deadlineAt") WHERE state = 'in_progress';
-- One live membership answers "which organisation?".
CREATE INDEX membership_live ON "membership" ("userId") WHERE "removedAt" IS NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

-- Published versions never change: what a candidate answered stays what was asked.
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."publishedAt" IS NOT NULL THEN
    RAISE EXCEPTION 'a published % is immutable: make a new version', TG_TABLE_NAME;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER question_version_immutable BEFORE UPDATE OR DELETE ON "question_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
CREATE TRIGGER assessment_version_immutable BEFORE UPDATE OR DELETE ON "assessment_version"
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();

CREATE FUNCTION refuse_change_below_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published timestamptz;
BEGIN
  IF TG_TABLE_NAME = 'question_test' THEN
    SELECT "publishedAt" INTO published FROM "question_version"
      WHERE id = (CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END)."questionVersionId";
  ELSE
    SELECT "publishedAt" INTO published FROM "assessment_version"
      WHERE id = (CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END)."assessmentVersionId";
  END IF;
  IF published IS NOT NULL THEN
    RAISE EXCEPTION '% belongs to a published version: make a new version', TG_TABLE_NAME;
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER question_test_immutable BEFORE INSERT OR UPDATE OR DELETE ON "question_test"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_below_published();
CREATE TRIGGER assessment_item_immutable BEFORE INSERT OR UPDATE OR DELETE ON "assessment_item"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_below_published();

-- A submission's frozen answer and a decision are never rewritten; an answer's history only grows.
CREATE FUNCTION refuse_content_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.content IS DISTINCT FROM OLD.content OR NEW."attemptId" <> OLD."attemptId" OR NEW."itemId" <> OLD."itemId" THEN
    RAISE EXCEPTION 'what was submitted is never rewritten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER submission_frozen BEFORE UPDATE ON "submission" FOR EACH ROW EXECUTE FUNCTION refuse_content_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE ON "decision" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER answer_revision_append_only BEFORE UPDATE ON "answer_revision" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Submitted once and for ever: the state only moves forward, the moment and the receipt stay.
CREATE FUNCTION refuse_attempt_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."submittedAt" IS NOT NULL AND (
    NEW."submittedAt" IS DISTINCT FROM OLD."submittedAt" OR NEW."submittedBy" IS DISTINCT FROM OLD."submittedBy"
    OR NEW.receipt IS DISTINCT FROM OLD.receipt
  ) THEN
    RAISE EXCEPTION 'an attempt is submitted once and for ever';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER attempt_forward_only BEFORE UPDATE ON "attempt" FOR EACH ROW EXECUTE FUNCTION refuse_attempt_return();

-- The audit trail: append-only, each row's hash covers the row before it.
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_event'));
  SELECT hash INTO previous FROM "audit_event" ORDER BY id DESC LIMIT 1;
  NEW.id := nextval(pg_get_serial_sequence('audit_event', 'id'));
  NEW.hash := encode(sha256(convert_to(
    coalesce(previous, '') || '|' || NEW.id || '|' || extract(epoch FROM NEW.at)::text || '|' || coalesce(NEW."orgId"::text, '')
    || '|' || NEW."actorKind" || '|' || coalesce(NEW."actorId", '') || '|' || NEW.action || '|' || NEW.subject
    || '|' || coalesce(NEW."subjectId", '') || '|' || coalesce(NEW.data::text, ''), 'UTF8')), 'hex');
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_chained BEFORE INSERT ON "audit_event" FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON "audit_event" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- CreateEnum
CREATE TYPE "result_sharing" AS ENUM ('nothing', 'score', 'questions');

-- AlterTable
ALTER TABLE "assessment" ADD COLUMN "resultSharing" "result_sharing" NOT NULL DEFAULT 'nothing', ADD COLUMN "replyWithinDays" INTEGER;
ALTER TABLE "assessment" ADD CONSTRAINT assessment_reply CHECK ("replyWithinDays" BETWEEN 1 AND 365);

-- AlterTable
ALTER TABLE "attempt" ADD COLUMN "erasedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "candidate" ADD COLUMN "erasedBy" TEXT;

-- CreateTable
CREATE TABLE "erasure" (
    "id" UUID NOT NULL,
    "userId" UUID,
    "candidateId" UUID,
    "staffId" UUID,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),
    "summary" JSONB,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "erasure_doneAt_idx" ON "erasure"("doneAt");

-- CreateIndex
CREATE INDEX "erasure_userId_idx" ON "erasure"("userId");

-- CreateIndex
CREATE INDEX "erasure_candidateId_idx" ON "erasure"("candidateId");

-- An attempt is in exactly one state, and each state has what belongs to it; an erased one may have lost its score.
ALTER TABLE "attempt" DROP CONSTRAINT attempt_state_whole;
ALTER TABLE "attempt" ADD CONSTRAINT attempt_state_whole CHECK (
  (state = 'in_progress') = ("submittedAt" IS NULL)
  AND ("submittedAt" IS NULL) = ("submittedBy" IS NULL)
  AND ("submittedAt" IS NULL) = (receipt IS NULL)
  AND (state = 'graded') = ("gradedAt" IS NOT NULL)
  AND (points IS NULL) = ("maxPoints" IS NULL)
  AND (("gradedAt" IS NULL) = (points IS NULL) OR ("erasedAt" IS NOT NULL AND points IS NULL))
  AND (points IS NULL OR points BETWEEN 0 AND "maxPoints")
);
ALTER TABLE "erasure" ADD CONSTRAINT erasure_subject CHECK (("userId" IS NULL) <> ("candidateId" IS NULL));

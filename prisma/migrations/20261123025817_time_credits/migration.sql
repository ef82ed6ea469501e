-- CreateEnum
CREATE TYPE "time_credit_kind" AS ENUM ('judge_wait', 'outage');

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "crashes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "startedAt" TIMESTAMPTZ(3),
ADD COLUMN     "workerId" TEXT;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "crashes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "workerId" TEXT;

-- CreateTable
CREATE TABLE "time_credit" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "kind" "time_credit_kind" NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3) NOT NULL,
    "seconds" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "sourceId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "time_credit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "time_credit_sourceId_key" ON "time_credit"("sourceId");

-- CreateIndex
CREATE INDEX "time_credit_attemptId_idx" ON "time_credit"("attemptId");

-- AddForeignKey
ALTER TABLE "time_credit" ADD CONSTRAINT "time_credit_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A test's result may be part of what it is worth.
ALTER TABLE "test_result" ADD COLUMN "score" DOUBLE PRECISION;

ALTER TABLE "time_credit" ADD CONSTRAINT time_credit_span CHECK ("toAt" > "fromAt" AND seconds > 0);
-- The recovery reads what is unfinished, and nothing else.
CREATE INDEX submission_open ON "submission" ("createdAt") WHERE state IN ('queued', 'running');
CREATE INDEX run_open ON "run" ("createdAt") WHERE state IN ('queued', 'running');

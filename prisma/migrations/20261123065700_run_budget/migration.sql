-- What was run, and what came of it, is kept whole for the last runs of a question only.
ALTER TABLE "run" ADD COLUMN "trimmedAt" TIMESTAMPTZ(3);
CREATE INDEX "run_whole_idx" ON "run"("attemptId", "itemId", "createdAt") WHERE "trimmedAt" IS NULL;

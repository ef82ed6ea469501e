-- An upload whose process is gone, or whose sender fell silent, is known by when its newest part arrived.
ALTER TABLE "attempt_file" ADD COLUMN "progressAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- One person's candidacies over all organisations, by address.
CREATE INDEX "candidate_email_idx" ON "candidate"("email");

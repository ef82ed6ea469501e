-- Questions that the candidate wants to come back to: theirs alone, on whichever device they go on.
ALTER TABLE "attempt" ADD COLUMN "flagged" UUID[] NOT NULL DEFAULT ARRAY[]::UUID[];

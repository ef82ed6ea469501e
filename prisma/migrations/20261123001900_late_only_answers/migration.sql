-- An edit that came too late for an item that was never saved in time still needs a place to hang its history on.
ALTER TABLE "answer" ALTER COLUMN "content" DROP NOT NULL;
ALTER TABLE "answer" DROP CONSTRAINT answer_revision_positive;
ALTER TABLE "answer" ADD CONSTRAINT answer_revision_positive CHECK (revision >= 0 AND (revision = 0) = (content IS NULL));

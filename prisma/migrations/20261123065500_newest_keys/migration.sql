-- Which version's key graded an answer, where it was not the one that the candidate was asked.
ALTER TABLE "submission" ADD COLUMN "keyVersionId" UUID;
ALTER TABLE "submission" ADD CONSTRAINT "submission_keyVersionId_fkey"
  FOREIGN KEY ("keyVersionId") REFERENCES "question_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

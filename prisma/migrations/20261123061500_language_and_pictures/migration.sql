ALTER TABLE "question_version" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';

ALTER TYPE "question_file_kind" ADD VALUE 'picture';

CREATE INDEX "question_file_kind_path_idx" ON "question_file"("kind", "path");

-- CreateEnum
CREATE TYPE "question_gate" AS ENUM ('checking', 'ready', 'refused');

-- CreateEnum
CREATE TYPE "question_file_kind" AS ENUM ('submission', 'validator', 'attachment');

-- AlterTable
ALTER TABLE "question_version" ADD COLUMN     "gate" "question_gate" NOT NULL DEFAULT 'ready',
ADD COLUMN     "gateReport" JSONB;

-- AlterTable
ALTER TABLE "question_test" ADD COLUMN     "settings" JSONB;

-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "scored" JSONB;

-- CreateTable
CREATE TABLE "question_file" (
    "id" UUID NOT NULL,
    "questionVersionId" UUID NOT NULL,
    "kind" "question_file_kind" NOT NULL,
    "path" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "expectation" JSONB,

    CONSTRAINT "question_file_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "question_file_questionVersionId_kind_path_key" ON "question_file"("questionVersionId", "kind", "path");

-- AddForeignKey
ALTER TABLE "question_file" ADD CONSTRAINT "question_file_questionVersionId_fkey" FOREIGN KEY ("questionVersionId") REFERENCES "question_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the judge has not shown to work is never published.
ALTER TABLE "question_version" ADD CONSTRAINT "question_version_published_is_ready"
  CHECK ("publishedAt" IS NULL OR "gate" = 'ready');

-- A published version's files stay with it, as its tests do.
CREATE OR REPLACE FUNCTION refuse_change_below_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published timestamptz;
BEGIN
  IF TG_TABLE_NAME IN ('question_test', 'question_file') THEN
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
CREATE TRIGGER question_file_immutable BEFORE INSERT OR UPDATE OR DELETE ON "question_file"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_below_published();

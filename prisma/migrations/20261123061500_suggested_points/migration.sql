-- AlterTable
ALTER TABLE "question_version" ADD COLUMN     "suggestedPoints" INTEGER;

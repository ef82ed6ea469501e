-- AlterEnum
ALTER TYPE "question_file_kind" ADD VALUE 'input_validator';
ALTER TYPE "question_file_kind" ADD VALUE 'include';

-- What a question's author wrote in further languages, by language; never the key, never a test.
ALTER TABLE "question_version" ADD COLUMN "translations" JSONB;

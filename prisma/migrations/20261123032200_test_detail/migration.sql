ALTER TABLE "test_result" ADD COLUMN "detail" JSONB;

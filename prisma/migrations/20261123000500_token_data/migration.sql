ALTER TABLE "one_time_token" ADD COLUMN "data" JSONB;

ALTER TABLE "app_user" ADD COLUMN "emailProvenAt" TIMESTAMPTZ(3);

-- Whoever is or was a member joined by a link that went to their mailbox.
UPDATE "app_user" SET "emailProvenAt" = "createdAt"
WHERE EXISTS (SELECT 1 FROM "membership" WHERE "membership"."userId" = "app_user"."id");

-- AlterTable
ALTER TABLE "app_user" ADD COLUMN     "passwordVoidedAt" TIMESTAMPTZ(3);

-- Accounts whose password was voided before this was kept: the mail that told them of it says so.
UPDATE "app_user" u SET "passwordVoidedAt" = u."emailProvenAt"
WHERE u."passwordHash" IS NULL AND u."emailProvenAt" IS NOT NULL
  AND EXISTS (SELECT 1 FROM "mail_message" m WHERE m."to" = u.email AND m.kind = 'password_voided');

-- AlterTable
ALTER TABLE "partner_health" DROP COLUMN "checkKind",
DROP COLUMN "checkedAt";

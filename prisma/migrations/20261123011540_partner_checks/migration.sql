-- AlterTable
ALTER TABLE "partner_health" ADD COLUMN     "checkKind" TEXT,
ADD COLUMN     "checkedAt" TIMESTAMPTZ(3);

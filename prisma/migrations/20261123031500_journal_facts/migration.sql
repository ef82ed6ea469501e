-- AlterTable
ALTER TABLE "sign_in_attempt" ADD COLUMN     "endedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lookupDetail" TEXT;

-- CreateIndex
CREATE INDEX "partner_lookup_at_idx" ON "partner_lookup" USING BRIN ("at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_at_idx" ON "sign_in_attempt" USING BRIN ("at");

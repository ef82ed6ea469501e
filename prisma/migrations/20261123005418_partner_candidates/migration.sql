-- CreateIndex
CREATE INDEX "candidate_partnerId_id_idx" ON "candidate"("partnerId", "id" DESC);

-- CreateTable
CREATE TABLE "partner_health" (
    "partnerId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "failuresInRow" INTEGER NOT NULL DEFAULT 0,
    "sampleStart" TIMESTAMPTZ(3),
    "sampleCalls" INTEGER NOT NULL DEFAULT 0,
    "sampleFailures" INTEGER NOT NULL DEFAULT 0,
    "level" INTEGER NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3),
    "openUntil" TIMESTAMPTZ(3),
    "probeUntil" TIMESTAMPTZ(3),
    "pausedUntil" TIMESTAMPTZ(3),
    "lastFailureAt" TIMESTAMPTZ(3),
    "degradedAt" TIMESTAMPTZ(3),
    "adminMailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "partner_health_pkey" PRIMARY KEY ("partnerId")
);

-- CreateTable
CREATE TABLE "partner_mute" (
    "id" UUID NOT NULL,
    "partnerId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "mutedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "partner_mute_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "partner_health_lastFailureAt_idx" ON "partner_health"("lastFailureAt");

-- CreateIndex
CREATE INDEX "partner_mute_partnerId_until_idx" ON "partner_mute"("partnerId", "until" DESC);

-- AddForeignKey
ALTER TABLE "partner_health" ADD CONSTRAINT "partner_health_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partner_mute" ADD CONSTRAINT "partner_mute_partnerId_fkey" FOREIGN KEY ("partnerId") REFERENCES "partner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One mute of a kind at a time, and none that is over before it begins.
CREATE UNIQUE INDEX "partner_mute_live_key" ON "partner_mute"("partnerId", "kind") WHERE "endedAt" IS NULL;
ALTER TABLE "partner_mute" ADD CONSTRAINT "partner_mute_until_check" CHECK ("until" > "createdAt");

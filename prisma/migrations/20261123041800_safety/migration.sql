-- AlterTable
ALTER TABLE "attempt" ADD COLUMN "receiptId" UUID, ADD COLUMN "networkHash" TEXT;

-- What was handed in before keeps its receipt.
UPDATE "attempt" SET "receiptId" = ("receipt"->>'id')::uuid WHERE "receipt" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "attempt_receiptId_key" ON "attempt"("receiptId");

-- AlterTable
ALTER TABLE "attempt_event" ADD COLUMN "note" TEXT, ADD COLUMN "notedAt" TIMESTAMPTZ(3);
ALTER TABLE "attempt_event" ADD CONSTRAINT "attempt_event_note_length" CHECK (char_length("note") <= 500);

-- CreateTable
CREATE TABLE "outage" (
    "id" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3) NOT NULL,
    "creditedAt" TIMESTAMPTZ(3),

    CONSTRAINT "outage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outage_creditedAt_idx" ON "outage"("creditedAt");

-- CreateTable
CREATE TABLE "pulse" (
    "id" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pulse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

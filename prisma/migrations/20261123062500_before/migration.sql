-- AlterTable
ALTER TABLE "app_user" ADD COLUMN "extraTimePercent" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "app_user" ADD CONSTRAINT app_user_extra_time CHECK ("extraTimePercent" IN (0, 25, 50, 75, 100));

-- CreateTable
CREATE TABLE "agreement_text" (
    "id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agreement_text_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN "sharesExtraTime" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "agreedAt" TIMESTAMPTZ(3), ADD COLUMN "agreedTextId" TEXT,
  ADD COLUMN "readyAt" TIMESTAMPTZ(3), ADD COLUMN "readyLanguage" TEXT;
ALTER TABLE "invitation" ADD CONSTRAINT invitation_agreement_whole CHECK (("agreedAt" IS NULL) = ("agreedTextId" IS NULL));

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_agreedTextId_fkey" FOREIGN KEY ("agreedTextId") REFERENCES "agreement_text"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What somebody agreed to never changes.
CREATE TRIGGER agreement_text_immutable BEFORE UPDATE OR DELETE ON "agreement_text" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- AlterTable
ALTER TABLE "attempt" ALTER COLUMN "invitationId" DROP NOT NULL, ADD COLUMN "practiceOfId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "attempt_practiceOfId_key" ON "attempt"("practiceOfId");

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_practiceOfId_fkey" FOREIGN KEY ("practiceOfId") REFERENCES "invitation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An attempt is the one that an invitation is for, or a practice for it; and nobody hands a practice in.
ALTER TABLE "attempt" ADD CONSTRAINT attempt_practice_whole CHECK (
  ("invitationId" IS NULL) <> ("practiceOfId" IS NULL) AND ("practiceOfId" IS NULL OR state = 'in_progress')
);

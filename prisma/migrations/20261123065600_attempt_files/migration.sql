-- Files that candidates hand in: facts in one row, content in parts, so that neither way holds a file in memory whole.
CREATE TABLE "attempt_file" (
    "id" UUID NOT NULL,
    "attemptId" UUID NOT NULL,
    "itemId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attempt_file_pkey" PRIMARY KEY ("id"),
    -- The last wall behind MAX_FILE_BYTES.
    CONSTRAINT "attempt_file_size" CHECK ("bytes" BETWEEN 0 AND 10485760),
    CONSTRAINT "attempt_file_name" CHECK (char_length("name") BETWEEN 1 AND 160 AND "name" !~ '[/\\[:cntrl:]]')
);

CREATE INDEX "attempt_file_attemptId_idx" ON "attempt_file"("attemptId");
CREATE INDEX "attempt_file_itemId_idx" ON "attempt_file"("itemId");

CREATE TABLE "attempt_file_part" (
    "fileId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "attempt_file_part_pkey" PRIMARY KEY ("fileId", "ordinal"),
    CONSTRAINT "attempt_file_part_size" CHECK (octet_length("content") <= 262144)
);

-- What is uploaded is packed already: pressing it again costs time and saves nothing.
ALTER TABLE "attempt_file_part" ALTER COLUMN "content" SET STORAGE EXTERNAL;

ALTER TABLE "attempt_file" ADD CONSTRAINT "attempt_file_attemptId_fkey"
  FOREIGN KEY ("attemptId") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "attempt_file" ADD CONSTRAINT "attempt_file_itemId_fkey"
  FOREIGN KEY ("itemId") REFERENCES "assessment_item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attempt_file_part" ADD CONSTRAINT "attempt_file_part_fileId_fkey"
  FOREIGN KEY ("fileId") REFERENCES "attempt_file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

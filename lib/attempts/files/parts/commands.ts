import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";

/** For what is not the file's fault: the room keeps the file and sends it again by itself. */
export function sendAgain(detail: string): DomainError {
  return new DomainError("unavailable", detail, { retryAfterSeconds: 2 });
}

/** For an upload that stood still, and gave way to another. */
export const stoodStill = () =>
  sendAgain("The file stood still for too long. Nothing of it is kept: send it again.");

/**
 * Stores a part of an upload, and when it came.
 * @param ordinal from 0.
 * @throws DomainError unavailable when the upload has given way to another.
 */
export async function keepPart(fileId: string, ordinal: number, content: Buffer): Promise<void> {
  const kept = await db.$executeRaw`
    with alive as (
      update attempt_file set "progressAt" = ${now().toISOString()}::timestamptz
      where id = ${fileId}::uuid and sha256 is null returning id
    )
    insert into attempt_file_part ("fileId", ordinal, content)
    select id, ${ordinal}::int, ${new Uint8Array(content)}::bytea from alive`;
  if (kept === 0) throw stoodStill();
}

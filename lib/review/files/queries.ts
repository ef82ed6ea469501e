import { filesOfAttempt, type OpenedFile, openFile } from "#lib/attempts/files/queries.ts";
import type { UploadedFile } from "#lib/attempts/files/schema.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";

/** The files of an attempt by id, for its report. Callers have authorised. */
export async function loadFiles(attemptId: string): Promise<Map<string, UploadedFile>> {
  const files = await filesOfAttempt(attemptId);
  return new Map(files.map(({ itemId: _, ...file }) => [file.fileId, file]));
}

/**
 * A file that was handed in, or came too late: what the report names, and nothing that its candidate had replaced.
 * @throws DomainError not_found: no such file, not handed in, or another organisation's.
 */
export async function openAnswerFile(actor: Actor, attemptId: string, fileId: string): Promise<OpenedFile> {
  const { orgId } = assertStaff(actor);
  if (!isId(attemptId) || !isId(fileId)) throw notFound("file");
  const [named] = await db.$queryRaw<{ one: number }[]>`
    select 1 as one from attempt a
    where a.id = ${attemptId}::uuid and a."orgId" = ${orgId}::uuid and a.state <> 'in_progress' and (
      exists (select 1 from submission s where s."attemptId" = a.id and s.content->>'fileId' = ${fileId})
      or exists (
        select 1 from answer w join answer_revision r on r."answerId" = w.id
        where w."attemptId" = a.id and r.late and r.content->>'fileId' = ${fileId}))`;
  if (!named) throw notFound("file");
  return openFile(attemptId, fileId);
}

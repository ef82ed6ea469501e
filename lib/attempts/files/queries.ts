import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import type { HeldFile } from "./rules.ts";
import { SETTLING_SECONDS, UPLOAD_STALL_SECONDS, type UploadedFile } from "./schema.ts";

const FACTS = { id: true, itemId: true, name: true, bytes: true, sha256: true } as const;

export interface AttemptFileFacts extends UploadedFile {
  itemId: string;
}

interface Row {
  id: string;
  itemId: string;
  name: string;
  bytes: number;
  sha256: string | null;
}

function factsOf({ id, sha256, ...row }: Row): AttemptFileFacts[] {
  return sha256 === null ? [] : [{ ...row, fileId: id, sha256 }];
}

/** Every whole file of an attempt, newest first. The caller has authorised. */
export async function filesOfAttempt(attemptId: string): Promise<AttemptFileFacts[]> {
  const rows = await db.attemptFile.findMany({
    where: { attemptId, sha256: { not: null } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: FACTS,
  });
  return rows.flatMap(factsOf);
}

/** Whether an answer to this question of this attempt may name the file: it was uploaded for exactly that, and is whole. */
export async function isFileOf(attemptId: string, itemId: string, fileId: string): Promise<boolean> {
  const where = { id: fileId, attemptId, itemId, sha256: { not: null } };
  return (await db.attemptFile.count({ where })) > 0;
}

export interface OpenedFile {
  name: string;
  bytes: number;
  /** The content, a part at a time. */
  parts: AsyncIterable<Uint8Array>;
}

async function* partsOfFile(fileId: string): AsyncGenerator<Uint8Array> {
  for (let ordinal = 0; ; ordinal++) {
    const part = await db.attemptFilePart.findUnique({ where: { fileId_ordinal: { fileId, ordinal } } });
    if (!part) return;
    yield part.content;
  }
}

/** A whole file with its content. The caller has authorised. @throws DomainError not_found */
export async function openFile(attemptId: string, fileId: string): Promise<OpenedFile> {
  const row = isId(fileId)
    ? await db.attemptFile.findFirst({
        where: { id: fileId, attemptId, sha256: { not: null } },
        select: { name: true, bytes: true },
      })
    : null;
  if (!row) throw notFound("file");
  return { ...row, parts: partsOfFile(fileId) };
}

/** @throws DomainError not_found when the attempt is not theirs. */
async function assertOwn(actor: Actor, attemptId: string): Promise<void> {
  const { userId } = assertCandidate(actor);
  const own = isId(attemptId)
    ? await db.attempt.count({ where: { id: attemptId, candidate: { userId } } })
    : 0;
  if (own === 0) throw notFound("attempt");
}

/** One's own file, also after the end. @throws DomainError not_found */
export async function openOwnFile(actor: Actor, attemptId: string, fileId: string): Promise<OpenedFile> {
  await assertOwn(actor, attemptId);
  return openFile(attemptId, fileId);
}

/** One's own files of an attempt, newest first. @throws DomainError not_found */
export async function listOwnFiles(actor: Actor, attemptId: string): Promise<{ files: AttemptFileFacts[] }> {
  await assertOwn(actor, attemptId);
  return { files: await filesOfAttempt(attemptId) };
}

export interface HandedInFile extends UploadedFile {
  /** Of the question that it answers. */
  ordinal: number;
}

/** The files that are part of what was handed in, in the questions' order. @throws DomainError not_found */
export async function listHandedIn(actor: Actor, attemptId: string): Promise<HandedInFile[]> {
  await assertOwn(actor, attemptId);
  const rows = await db.$queryRaw<(Row & { ordinal: number })[]>`
    select f.id::text, f."itemId"::text, f.name, f.bytes, f.sha256, i.ordinal
    from submission s
      join assessment_item i on i.id = s."itemId"
      join attempt_file f on f.id::text = s.content->>'fileId' and f."attemptId" = s."attemptId"
    where s."attemptId" = ${attemptId}::uuid order by i.ordinal`;
  return rows.flatMap(({ ordinal, ...row }) => factsOf(row).map((file) => ({ ...file, ordinal })));
}

/** Every file of the attempt, oldest first. An upload that gets no further counts as idle: its process may be gone. */
export function readHeld(tx: Tx, attemptId: string, now: Date): Promise<HeldFile[]> {
  const settled = new Date(now.getTime() - SETTLING_SECONDS * 1000).toISOString();
  const broken = new Date(now.getTime() - UPLOAD_STALL_SECONDS * 1000).toISOString();
  return tx.$queryRaw<HeldFile[]>`
    select f.id::text, f.bytes, f.sha256 is not null as whole,
      case when f.sha256 is null then f."progressAt" < ${broken}::timestamptz
        else f."createdAt" < ${settled}::timestamptz and not exists (
          select 1 from answer w where w."attemptId" = f."attemptId" and w.content->>'fileId' = f.id::text)
      end as idle
    from attempt_file f where f."attemptId" = ${attemptId}::uuid order by f."createdAt", f.id`;
}

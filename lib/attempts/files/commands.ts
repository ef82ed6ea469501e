import type { FileDefinition } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { isDatabaseGone } from "#lib/platform/database-away.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newTimelessId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { Slots } from "#lib/platform/slots.ts";
import { itemDefinition } from "../answers/queries.ts";
import { noteFault } from "../outages/commands.ts";
import { acceptsSave } from "../rules.ts";
import { keepPart, sendAgain, stoodStill } from "./parts/commands.ts";
import { readHeld } from "./queries.ts";
import { FileInspector, kindNames, type NamedFile, nameFile, partsOf, whatGivesWay } from "./rules.ts";
import {
  ATTEMPT_FILE_BYTES,
  MAX_UPLOADS_AT_ONCE,
  SETTLING_SECONDS,
  UPLOAD_LIMIT,
  UPLOAD_SECONDS,
  type UploadAnswer,
  type UploadedFile,
} from "./schema.ts";

export interface UploadTarget {
  attemptId: string;
  itemId: string;
  /** What the browser calls the file. */
  name: string;
  /** What the request says of its length; null: nothing. Never more than a first guess. */
  declaredBytes: number | null;
}

interface LockedAttempt {
  state: string;
  deadlineAt: Date;
}

/** What this process is taking in: each holds a part or two in memory. */
const MAX_UPLOADS_PER_PROCESS = 32;
const uploads = new Slots({ atWork: MAX_UPLOADS_PER_PROCESS }, () => tooManyFiles(2));

function tooManyFiles(retryAfterSeconds: number): DomainError {
  return new DomainError("throttled", "That is many files at once. Try again shortly.", {
    retryAfterSeconds,
  });
}

function mebibytes(bytes: number): string {
  return `${Math.round((bytes / 1024 / 1024) * 10) / 10} MiB`;
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError(
    "too_large",
    `The file is larger than the ${mebibytes(maxBytes)} that this question takes.`,
  );
}

function unfit(detail: string): DomainError {
  return new DomainError("invalid", detail, { errors: [{ pointer: "/file", detail }] });
}

function over({ state, deadlineAt }: LockedAttempt): DomainError {
  const extra = { deadlineAt: deadlineAt.toISOString(), serverNow: now().toISOString() };
  return state === "in_progress"
    ? new DomainError("deadline_passed", "Time is up: no more files are taken.", { extra })
    : new DomainError("already_submitted", "You have submitted: no more files are taken.", { extra });
}

/** One's own running attempt, its row locked: uploads, saves and the end come one after the other. */
async function lockOwn(tx: Tx, actor: CandidateActor, target: UploadTarget): Promise<LockedAttempt> {
  const [attempt] = await tx.$queryRaw<LockedAttempt[]>`
    select a.state::text, a."deadlineAt"
    from attempt a
      join candidate c on c.id = a."candidateId" and c."userId" = ${actor.userId}::uuid
        and c."withdrawnAt" is null and c."deniedAt" is null
      join assessment_item i on i."assessmentVersionId" = a."assessmentVersionId" and i.id = ${target.itemId}::uuid
    where a.id = ${target.attemptId}::uuid for update of a`;
  if (!attempt) throw notFound("question");
  if (!acceptsSave(attempt, now())) throw over(attempt);
  return attempt;
}

/** Files that were replaced give way, oldest first, until the new one fits. @throws DomainError too_large, throttled */
async function makeRoom(tx: Tx, attemptId: string, bytes: number): Promise<void> {
  const held = await readHeld(tx, attemptId, now());
  if (held.filter(({ whole, idle }) => !whole && !idle).length >= MAX_UPLOADS_AT_ONCE) {
    const detail = "Two of your files are still on their way. Wait for one of them.";
    throw new DomainError("throttled", detail, { retryAfterSeconds: 2 });
  }
  const gone = whatGivesWay(held, bytes);
  if (gone === null) {
    const detail = `Your files would take more than ${mebibytes(ATTEMPT_FILE_BYTES)} together. What you replaced is cleared away within five minutes; try again then.`;
    throw new DomainError("too_large", detail, { retryAfterSeconds: SETTLING_SECONDS });
  }
  if (gone.length > 0) await tx.attemptFile.deleteMany({ where: { id: { in: gone } } });
}

type Named = NamedFile & { ok: true };

/** Sets room aside for a file that is about to come. @returns its id. */
async function open(
  actor: CandidateActor,
  target: UploadTarget,
  definition: FileDefinition,
  named: NamedFile,
): Promise<string> {
  const { attemptId, itemId, declaredBytes } = target;
  return db.$transaction(async (tx) => {
    await lockOwn(tx, actor, target);
    // Only now: what a question takes is told only to those who are asked it.
    if (!named.ok)
      throw unfit(`This question takes ${kindNames(definition.kinds)}; “${named.name}” is none of them.`);
    if ((declaredBytes ?? 0) > definition.maxBytes) throw tooLarge(definition.maxBytes);
    const bytes = declaredBytes ?? definition.maxBytes;
    await makeRoom(tx, attemptId, bytes);
    const { name, kind } = named;
    const at = now();
    const { id } = await tx.attemptFile.create({
      data: { id: newTimelessId(), attemptId, itemId, name, kind, bytes, createdAt: at, progressAt: at },
    });
    return id;
  });
}

/** The request's chunks; one that breaks off is no fault of ours. */
async function* arriving(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch {
    throw sendAgain("The file did not arrive whole. Nothing of it is kept: send it again.");
  }
}

/** Stores the parts as they come. @returns the hash. @throws DomainError too_large, invalid, deadline_passed */
async function receive(
  fileId: string,
  body: AsyncIterable<Uint8Array>,
  { maxBytes }: FileDefinition,
  { name, kind }: Named,
): Promise<{ bytes: number; sha256: string }> {
  const inspector = new FileInspector(kind);
  const notWhatItSays = () =>
    unfit(
      `“${name}” is not ${kindNames([kind])} inside, or it is damaged. Export it anew and choose it again.`,
    );
  const until = now().getTime() + UPLOAD_SECONDS * 1000;
  let ordinal = 0;
  for await (const content of partsOf(arriving(body))) {
    if (inspector.bytes + content.length > maxBytes) throw tooLarge(maxBytes);
    if (!inspector.push(content)) throw notWhatItSays();
    if (now().getTime() > until)
      throw sendAgain("The file took too long to arrive. Nothing of it is kept: send it again.");
    await keepPart(fileId, ordinal, content);
    ordinal += 1;
  }
  const sha256 = inspector.end();
  if (sha256 === null) throw notWhatItSays();
  return { bytes: inspector.bytes, sha256 };
}

/** Makes an upload a file, if there is still time. The same file again is the one that was there. */
async function settle(
  actor: CandidateActor,
  target: UploadTarget,
  file: UploadedFile,
): Promise<{ file: UploadedFile; deadlineAt: Date }> {
  const { fileId, name, bytes, sha256 } = file;
  return db.$transaction(async (tx) => {
    const { deadlineAt } = await lockOwn(tx, actor, target);
    const { attemptId, itemId } = target;
    const twin = await tx.attemptFile.findFirst({ where: { attemptId, itemId, name, sha256 } });
    if (twin) {
      await tx.attemptFile.deleteMany({ where: { id: fileId } });
      // It is wanted again: it does not give way before an answer can name it.
      await tx.attemptFile.update({ where: { id: twin.id }, data: { createdAt: now() } });
      return { file: { ...file, fileId: twin.id }, deadlineAt };
    }
    const { count } = await tx.attemptFile.updateMany({ where: { id: fileId }, data: { bytes, sha256 } });
    if (count === 0) throw stoodStill();
    return { file, deadlineAt };
  });
}

/** What did not become a file leaves at once; where even that fails, `purgeFiles` comes by. */
async function drop(fileId: string): Promise<void> {
  try {
    await db.attemptFile.deleteMany({ where: { id: fileId, sha256: null } });
  } catch (error) {
    log.warn("file.not_dropped", { fileId, error });
  }
}

async function take(
  candidate: CandidateActor,
  target: UploadTarget,
  definition: FileDefinition,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadAnswer> {
  const named = nameFile(target.name, definition.kinds);
  const fileId = await open(candidate, target, definition, named);
  if (!named.ok) throw notFound("file");
  try {
    const received = await receive(fileId, body, definition, named);
    const { file, deadlineAt } = await settle(candidate, target, { fileId, name: named.name, ...received });
    return { ...file, deadlineAt: deadlineAt.toISOString(), serverNow: now().toISOString() };
  } catch (error) {
    await drop(fileId);
    throw error;
  }
}

/**
 * Takes a file for a question of one's own running attempt. It is no answer yet: the answer's save names it. The content
 * is looked at as it streams by, and never unpacked or opened; what is refused leaves nothing behind.
 * @throws DomainError not_found; invalid: no kind that the question takes, by its name or its content; too_large;
 * throttled; unavailable: it did not arrive whole, or too slowly; deadline_passed or already_submitted, also when that happened while the file was on its way.
 */
export async function uploadFile(
  actor: Actor,
  target: UploadTarget,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadAnswer> {
  const candidate = assertCandidate(actor);
  if (!isId(target.attemptId) || !isId(target.itemId)) throw notFound("question");
  const definition = await itemDefinition(target.itemId);
  if (definition?.type !== "file") throw notFound("question");
  const rate = await takeToken(`upload:${candidate.userId}`, UPLOAD_LIMIT);
  if (!rate.allowed) throw tooManyFiles(rate.retryAfterSeconds);
  try {
    return await uploads.run(() => take(candidate, target, definition, body));
  } catch (error) {
    // How long an upload takes is its sender's choice, and so may be how it ends: only where the database itself was gone
    // is it evidence, and of that moment alone.
    const at = now();
    if (isDatabaseGone(error)) noteFault(target.attemptId, { fromAt: at, toAt: at });
    throw error;
  }
}

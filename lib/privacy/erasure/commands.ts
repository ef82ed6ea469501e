import { type Actor, assertCandidate, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { HashingBusy, verifyPassword } from "#lib/auth/passwords.ts";
import { revokeSessionsOf } from "#lib/auth/sessions.ts";
import { endSessionsWithoutAccess } from "#lib/candidates/commands.ts";
import { canWithdraw } from "#lib/candidates/policy.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { Email } from "#lib/platform/email.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { loadHolder, ownRecords } from "../held/queries.ts";
import { eraseData } from "./jobs.ts";
import { isFresh } from "./rules.ts";
import type { EraseForm } from "./schema.ts";

/** Guesses at a password from a session that somebody left open. */
const PROOF_LIMIT = { capacity: 5, windowSeconds: 15 * 60 } as const;
/** The reason that stands on records that an erasure ended, until it has run. */
const REASON = "The data is deleted at the candidate's request.";

const invalid = (field: string, detail: string) =>
  new DomainError("invalid", "Some answers need a change.", { errors: [{ pointer: `/${field}`, detail }] });

function assertTyped(typed: string, email: string, words: string): void {
  const parsed = Email.safeParse(typed);
  if (!parsed.success || parsed.data !== email) throw invalid("email", words);
}

/** An old session alone deletes nothing: it may be a device that somebody left behind. */
async function assertPresent(
  { id, passwordHash }: { id: string; passwordHash: string | null },
  sessionId: string,
  password: string,
): Promise<void> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: { createdAt: true },
  });
  if (session && isFresh(session.createdAt, now())) return;
  if (!passwordHash)
    throw new DomainError("forbidden", "Sign in again with a code, then delete within 15 minutes.");
  const rate = await takeToken(`erasure-proof:${id}`, PROOF_LIMIT);
  const { retryAfterSeconds } = rate;
  if (!rate.allowed)
    throw new DomainError("throttled", "Those were many tries. Wait a few minutes.", { retryAfterSeconds });
  try {
    if (await verifyPassword(passwordHash, password)) return;
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    throw new DomainError("throttled", "Those were many tries. Wait a few minutes.", {
      retryAfterSeconds: 2,
    });
  }
  throw invalid("password", "This is not the password of the account.");
}

/**
 * A candidate has everything that is held about them deleted, in every organisation. Access ends with this call; the
 * rest is a job, so that it is done even if this process dies the next moment. Asked twice it is one erasure.
 * @returns the erasure's id, under which anybody reads that it was done.
 * @throws DomainError invalid (the typed address or the password), forbidden (no fresh sign-in and no password), throttled.
 */
export async function eraseMyself(
  actor: Actor,
  input: EraseForm,
  requestId?: string,
): Promise<{ erasureId: string }> {
  const candidate = assertCandidate(actor);
  const user = await loadHolder(candidate.userId);
  assertTyped(input.email, user.email, "This is not the address of your account.");
  await assertPresent(user, candidate.sessionId, input.password);
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from app_user where id = ${user.id}::uuid for update`;
    const open = await tx.erasure.findFirst({ where: { userId: user.id, doneAt: null } });
    if (open) return { erasureId: open.id };
    const records = await tx.candidate.findMany({
      where: ownRecords(user),
      select: { id: true, orgId: true },
    });
    await endRecords(tx, records, `candidate:${user.id}`);
    if (!user.isStaff) {
      await revokeSessionsOf(tx, user.id, "erased");
      await tx.user.update({ where: { id: user.id }, data: { erasedAt: now() } });
    }
    const erasureId = await begin(tx, { userId: user.id });
    for (const { id, orgId } of records)
      await auditRequest(tx, actor, { orgId, candidateId: id, erasureId, requestId });
    return { erasureId };
  });
}

/**
 * A manager deletes one candidate's data at the candidate's request: what this organisation holds, and the account
 * when nothing else is left of it.
 * @throws DomainError not_found, invalid (the typed address).
 */
export async function eraseCandidate(
  actor: Actor,
  input: { candidateId: string; email: string },
  requestId?: string,
): Promise<{ erasureId: string }> {
  const staff = assertStaff(actor);
  const candidate = isId(input.candidateId)
    ? await db.candidate.findUnique({ where: { id: input.candidateId } })
    : null;
  if (!candidate || !canWithdraw(staff, candidate)) throw notFound("candidate");
  if (candidate.erasedAt) throw new DomainError("conflict", "The data is deleted already.");
  assertTyped(input.email, candidate.email, "This is not the candidate's address.");
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from candidate where id = ${candidate.id}::uuid for update`;
    const open = await tx.erasure.findFirst({ where: { candidateId: candidate.id } });
    if (open) return { erasureId: open.id };
    await endRecords(tx, [candidate], `staff:${staff.userId}`);
    await endSessionsWithoutAccess(tx, candidate.userId, "erased");
    const erasureId = await begin(tx, { candidateId: candidate.id, staffId: staff.userId });
    const { id, orgId } = candidate;
    await auditRequest(tx, actor, { orgId, candidateId: id, erasureId, requestId });
    return { erasureId };
  });
}

/** From here on nothing is saved, started or asked of a partner for them. */
async function endRecords(tx: Tx, records: { id: string }[], by: string): Promise<void> {
  const ids = records.map(({ id }) => id);
  const at = now();
  await tx.candidate.updateMany({
    where: { id: { in: ids }, withdrawnAt: null },
    data: { withdrawnAt: at, withdrawnBy: by, withdrawnReason: REASON },
  });
  await tx.invitation.updateMany({
    where: { candidateId: { in: ids }, revokedAt: null },
    data: { revokedAt: at },
  });
}

async function begin(
  tx: Tx,
  subject: { userId: string } | { candidateId: string; staffId: string },
): Promise<string> {
  const erasureId = newId();
  await tx.erasure.create({ data: { id: erasureId, requestedAt: now(), ...subject } });
  await enqueue(tx, eraseData, { erasureId }, { id: erasureId });
  return erasureId;
}

async function auditRequest(
  tx: Tx,
  actor: Actor,
  about: { orgId: string; candidateId: string; erasureId: string; requestId?: string | undefined },
): Promise<void> {
  const { orgId, candidateId, erasureId, requestId } = about;
  await writeAudit(tx, actor, {
    orgId,
    action: "candidate.erasure_requested",
    subject: "candidate",
    subjectId: candidateId,
    data: { erasureId },
    ...(requestId ? { requestId } : {}),
  });
}

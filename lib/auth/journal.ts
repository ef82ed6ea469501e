import { db } from "#lib/platform/db.ts";
import type { SignInOutcome } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";

const MAX_TEXT = 300;
/** People paste passwords into the wrong field: what is no address is not kept. */
const NO_ADDRESS = "(not an address)";

export interface JournalEntry {
  /** null: what was typed is not an address. */
  email: string | null;
  userId?: string | null;
  candidateId?: string | null;
  partnerId?: string | null;
  outcome: SignInOutcome;
  /** A short fixed word, such as wrong_password or lookup_denied. */
  reason: string;
  lookupOutcome?: string | null;
  lookupMs?: number | null;
  durationMs: number;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

/** The team that a try concerns: the candidate's, else the person's own, else the only one that knows the address. */
async function teamOf(entry: JournalEntry): Promise<{ orgId: string | null; candidateId: string | null }> {
  const record = await db.candidate.findFirst({
    where: entry.candidateId
      ? { id: entry.candidateId }
      : entry.userId
        ? { OR: [{ userId: entry.userId }, { email: entry.email ?? "" }] }
        : { email: entry.email ?? "" },
    orderBy: { createdAt: "desc" },
    select: { id: true, orgId: true },
  });
  if (record) return { orgId: record.orgId, candidateId: record.id };
  if (!entry.userId) return { orgId: null, candidateId: null };
  const membership = await db.membership.findFirst({
    where: { userId: entry.userId, removedAt: null },
    select: { orgId: true },
  });
  return { orgId: membership?.orgId ?? null, candidateId: null };
}

/**
 * Writes one try into the sign-in journal and one line into the log. Never throws: a journal that cannot be written
 * keeps nobody out.
 */
export async function writeJournal(entry: JournalEntry): Promise<void> {
  const { email, userAgent, reason, ...rest } = entry;
  log.info("sign_in", { ...rest, reason, ip: undefined });
  try {
    const team = await teamOf(entry);
    await db.signInAttempt.create({
      data: {
        id: newId(),
        ...rest,
        ...team,
        email: email ?? NO_ADDRESS,
        reason: reason.slice(0, MAX_TEXT),
        userAgent: userAgent?.slice(0, MAX_TEXT) ?? null,
      },
    });
  } catch (error) {
    log.warn("sign_in.journal_failed", { requestId: entry.requestId, error });
  }
}

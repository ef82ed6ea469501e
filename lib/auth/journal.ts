import { cleanText } from "#lib/observability/scrub.ts";
import { db } from "#lib/platform/db.ts";
import type { SignInOutcome } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { beginning } from "#lib/platform/text.ts";

const MAX_TEXT = 300;
/** People paste passwords into the wrong field: what is no address is not kept. */
const NO_ADDRESS = "(not an address)";
/** An id that no account has. */
const NOBODY = "00000000-0000-0000-0000-000000000000";

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
  /** One line of our own words about the answer; never the partner's. */
  lookupDetail?: string | null;
  /** Since when the access was ended that this try met. */
  endedAt?: Date | null;
  durationMs: number;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

/**
 * The team that a try concerns: the candidate's that was asked about, else the person's own, else the newest one that
 * the person accepted. An address alone counts only where it belongs to no account: anybody can invite any address, and
 * must not come to read a stranger's sign-ins by it.
 */
async function teamOf(entry: JournalEntry): Promise<{ orgId: string | null; candidateId: string | null }> {
  // Both are asked whoever it is: a try at a known address must not take longer than one at an unknown one.
  const [membership, record] = await Promise.all([
    db.membership.findFirst({
      where: { userId: entry.userId ?? NOBODY, removedAt: null },
      select: { orgId: true },
    }),
    db.candidate.findFirst({
      where: entry.candidateId
        ? { id: entry.candidateId }
        : entry.userId
          ? { userId: entry.userId }
          : { email: entry.email ?? "", userId: null },
      orderBy: { createdAt: "desc" },
      select: { id: true, orgId: true },
    }),
  ]);
  if (membership && !entry.candidateId) return { orgId: membership.orgId, candidateId: null };
  return { orgId: record?.orgId ?? null, candidateId: record?.id ?? null };
}

/**
 * Writes one try into the sign-in journal and one line into the log. Never throws: a journal that cannot be written
 * keeps nobody out.
 */
export async function writeJournal(entry: JournalEntry): Promise<void> {
  const { email, userAgent, reason, lookupDetail, ...rest } = entry;
  log.info("sign_in", { ...rest, reason, ip: undefined });
  try {
    const team = await teamOf(entry);
    await db.signInAttempt.create({
      data: {
        id: newId(),
        ...rest,
        ...team,
        email: email ?? NO_ADDRESS,
        reason: beginning(reason, MAX_TEXT),
        lookupDetail: lookupDetail ? beginning(cleanText(lookupDetail), MAX_TEXT) : null,
        userAgent: userAgent == null ? null : beginning(userAgent, MAX_TEXT),
      },
    });
  } catch (error) {
    log.warn("sign_in.journal_failed", { requestId: entry.requestId, error });
  }
}

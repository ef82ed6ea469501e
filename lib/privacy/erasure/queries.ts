import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { loadHolder, ownRecords } from "../held/queries.ts";
import { isFresh } from "./rules.ts";
import { Summary } from "./schema.ts";

/** What somebody must know before they have their data deleted. */
export interface BeforeErasure {
  email: string;
  organisations: string[];
  /** Titles of the attempts that run now. */
  running: string[];
  isStaff: boolean;
  /** What it takes to show that it is they: nothing more, the password, or a new sign-in. */
  proof: "none" | "password" | "sign_in";
}

/** @throws DomainError not_found when the account is gone. */
export async function getBeforeErasure(actor: Actor): Promise<BeforeErasure> {
  const { userId, sessionId } = assertCandidate(actor);
  const user = await loadHolder(userId);
  const [session, records] = await Promise.all([
    db.session.findUnique({ where: { id: sessionId }, select: { createdAt: true } }),
    db.candidate.findMany({
      where: ownRecords(user),
      select: { id: true, org: { select: { name: true } } },
    }),
  ]);
  const running = await db.invitation.findMany({
    where: {
      candidateId: { in: records.map(({ id }) => id) },
      candidate: LIVE_CANDIDACY,
      attempt: { state: "in_progress" },
    },
    select: { assessmentVersion: { select: { name: true } } },
  });
  const fresh = session !== null && isFresh(session.createdAt, now());
  return {
    email: user.email,
    organisations: [...new Set(records.map(({ org }) => org.name))],
    running: running.map(({ assessmentVersion }) => assessmentVersion.name),
    isStaff: user.isStaff,
    proof: fresh ? "none" : user.passwordHash ? "password" : "sign_in",
  };
}

/** What became of an erasure. */
export interface ErasureView {
  id: string;
  requestedAt: Date;
  doneAt: Date | null;
  summary: Summary | null;
}

/**
 * Whether an erasure is done. Whoever knows its number may read it: it names nobody, and the person has no account any more.
 * @throws DomainError not_found
 */
export async function getErasure(id: string): Promise<ErasureView> {
  const erasure = isId(id) ? await db.erasure.findUnique({ where: { id } }) : null;
  if (!erasure) throw notFound("deletion");
  const { requestedAt, doneAt, summary } = erasure;
  return { id: erasure.id, requestedAt, doneAt, summary: summary === null ? null : Summary.parse(summary) };
}

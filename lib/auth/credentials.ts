import { reportBug, reportDatabaseAway, setRequestUser } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { db } from "#lib/platform/db.ts";
import { Email } from "#lib/platform/email.ts";
import { log } from "#lib/platform/log.ts";
import { describeEnd, type EndedAccess, readAccess } from "./access.ts";
import { rememberDevice } from "./devices.ts";
import { type JournalEntry, writeJournal } from "./journal.ts";
import { askPartner } from "./lookup.ts";
import type { LookupSummary, SignInLookup } from "./lookup-port.ts";
import { HashingBusy, hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import { type Access, type AccessFacts, accessWithout, decideAccess } from "./rules.ts";
import { type IssuedSession, openSession } from "./sessions.ts";
import { admit, chargeAddress, forgive, giveBack } from "./throttle.ts";

/*
 * Sign-in, in this order: throttle → password → our own record → the partner, if there is one to ask → session.
 * Whatever happens is one of five outcomes; nothing is thrown.
 */

/** Where a try comes from. */
export interface SignInContext {
  requestId: string;
  ip: string | null;
  userAgent: string | null;
  deviceCookie?: string | undefined;
}

export interface SignedIn {
  outcome: "signed_in";
  user: { id: string; email: string; name: string };
  session: IssuedSession;
  isMember: boolean;
  /** This very sign-in was the first proof of the mailbox and voided the password: see `mailbox-proof.ts`. */
  passwordVoided?: boolean;
  /** The device cookie's new value. */
  deviceCookie: string;
}

export type Refused =
  | { outcome: "invalid_credentials" }
  | { outcome: "throttled"; retryAfterSeconds: number }
  | ({ outcome: "access_withdrawn"; reference: string; proof: Proof } & EndedAccess)
  | { outcome: "service_unavailable"; reference: string };

export type SignInResult = SignedIn | Refused;

interface Person {
  id: string;
  email: string;
  name: string;
}

/** How a person proved who they are, as the journal names it. */
export const PROOFS = ["password", "code", "link", "invitation", "member_invite"] as const;
export type Proof = (typeof PROOFS)[number];

/** While too many passwords are being checked: the queue is about a second long. */
const BUSY_RETRY_SECONDS = 2;

type Note = Pick<JournalEntry, "outcome" | "reason"> & Partial<JournalEntry>;

/** One try: its clock, its context and its line in the journal. */
class Try {
  readonly context: SignInContext;
  readonly #start = performance.now();
  email: string | null = null;
  person: Person | null = null;

  constructor(context: SignInContext) {
    this.context = context;
  }

  note(entry: Note): Promise<void> {
    const { requestId, ip, userAgent } = this.context;
    return writeJournal({
      email: this.email,
      userId: this.person?.id ?? null,
      durationMs: Math.round(performance.now() - this.#start),
      requestId,
      ip,
      userAgent,
      ...entry,
    });
  }
}

/** Signs in with e-mail and password. Never throws. */
export async function signInWithPassword(
  input: { email: unknown; password: unknown },
  context: SignInContext,
  lookup: SignInLookup,
): Promise<SignInResult> {
  const attempt = new Try(context);
  return safely(attempt, () => passwordSteps(attempt, input, lookup));
}

/**
 * Signs in somebody who has proved who they are by other means: a code or link from their mail, or their invitation.
 * No delay applies, every other step does. Never throws.
 */
export async function signInWithProof(
  userId: string,
  proof: Proof,
  context: SignInContext,
  lookup: SignInLookup,
): Promise<SignInResult> {
  const attempt = new Try(context);
  return safely(attempt, async () => {
    const person = await db.user.findUnique({
      where: { id: userId },
      select: { id: true, email: true, name: true },
    });
    if (!person) return { outcome: "invalid_credentials" };
    attempt.person = person;
    attempt.email = person.email;
    return admitPerson(attempt, person, proof, lookup);
  });
}

async function safely(attempt: Try, steps: () => Promise<SignInResult>): Promise<SignInResult> {
  const { requestId } = attempt.context;
  try {
    return await steps();
  } catch (error) {
    if (error instanceof HashingBusy) {
      log.warn("sign_in.busy", { requestId });
      await attempt.note({ outcome: "throttled", reason: "too_many_at_once" });
      return { outcome: "throttled", retryAfterSeconds: BUSY_RETRY_SECONDS };
    }
    const away = isDatabaseAway(error);
    const report = away ? reportDatabaseAway : reportBug;
    report(error, { where: "sign-in", requestId, user: attempt.person });
    if (!away) await attempt.note({ outcome: "service_unavailable", reason: "our_fault" });
    return { outcome: "service_unavailable", reference: requestId };
  }
}

async function passwordSteps(
  attempt: Try,
  input: { email: unknown; password: unknown },
  lookup: SignInLookup,
): Promise<SignInResult> {
  const email = Email.safeParse(input.email);
  const password = typeof input.password === "string" ? input.password : "";
  if (!email.success) {
    await verifyPassword(null, password);
    await attempt.note({ outcome: "invalid_credentials", reason: "not_an_address" });
    return { outcome: "invalid_credentials" };
  }
  attempt.email = email.data;
  const admission = await admit({ ...attempt.context, email: email.data });
  if (!admission.admitted) {
    // Whose try it was, for their team's journal. Asked for every address alike, and nothing of it is answered.
    attempt.person = await db.user.findUnique({
      where: { email: email.data },
      select: { id: true, email: true, name: true },
    });
    await attempt.note({ outcome: "throttled", reason: "too_many_failures" });
    return { outcome: "throttled", retryAfterSeconds: admission.retryAfterSeconds };
  }
  let charged = admission.keys;
  try {
    const person = await checkPassword(attempt, email.data, password);
    if (!person) {
      await chargeAddress(charged);
      return { outcome: "invalid_credentials" };
    }
    await forgive(charged);
    charged = [];
    return await admitPerson(attempt, person, "password", lookup);
  } catch (error) {
    // A fault of ours is no failure of theirs.
    await giveBack(charged).catch(() => undefined);
    throw error;
  }
}

async function checkPassword(attempt: Try, email: string, password: string): Promise<Person | null> {
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, passwordVoidedAt: true },
  });
  // Before the check, which may turn the try away unchecked: the journal then knows whose it was.
  attempt.person = user && { id: user.id, email: user.email, name: user.name };
  const fits = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !fits) {
    await attempt.note({ outcome: "invalid_credentials", reason: whyNoMatch(user) });
    return null;
  }
  const { passwordHash, passwordVoidedAt: _, ...person } = user;
  if (passwordHash && needsRehash(passwordHash)) await renewHash(person.id, passwordHash, password);
  return person;
}

function whyNoMatch(user: { passwordHash: string | null; passwordVoidedAt: Date | null } | null): string {
  if (!user) return "unknown_address";
  if (user.passwordHash) return "wrong_password";
  return user.passwordVoidedAt ? "password_voided" : "no_password_set";
}

/** Stronger parameters reach each account at its next sign-in; failing to renew keeps nobody out. */
async function renewHash(userId: string, old: string, password: string): Promise<void> {
  try {
    const passwordHash = await hashPassword(password);
    await db.user.updateMany({ where: { id: userId, passwordHash: old }, data: { passwordHash } });
  } catch (error) {
    log.warn("sign_in.rehash_failed", { userId, error });
  }
}

/** From here on the person is who they say: our own record decides, then the partner may veto, then a session opens. */
async function admitPerson(
  attempt: Try,
  person: Person,
  proof: Proof,
  lookup: SignInLookup,
): Promise<SignInResult> {
  setRequestUser(person);
  const facts = await readAccess(person.id);
  if (!facts) return { outcome: "invalid_credentials" };
  const access = decideAccess(facts);
  if (access.kind === "ended") return refuse(attempt, proof, access, access.by);
  const answer = access.askPartner
    ? await askPartner(lookup, { userId: person.id, requestId: attempt.context.requestId }, person)
    : null;
  const veto = answer?.verdict === "denied" ? await weigh(person.id, facts, answer) : null;
  if (veto?.kind === "ended") return refuse(attempt, proof, veto, "lookup_denied", answer);
  return open(attempt, person, facts, proof, answer);
}

/** What a denial leaves: read again, because one call may have recorded several. */
async function weigh(userId: string, before: AccessFacts, answer: LookupSummary): Promise<Access> {
  return accessWithout((await readAccess(userId)) ?? before, answer.candidateId, now());
}

async function refuse(
  attempt: Try,
  proof: Proof,
  access: Extract<Access, { kind: "ended" }>,
  reason: string,
  answer: LookupSummary | null = null,
): Promise<SignInResult> {
  const end = await describeEnd(access);
  const { candidateId, partnerId, endedAt } = access;
  // The cause stands on every row, not only on the one of the try that met it first.
  const about = { candidateId, partnerId, endedAt };
  await attempt.note({ outcome: "access_withdrawn", reason, ...lookupColumns(answer), ...about });
  return { outcome: "access_withdrawn", reference: attempt.context.requestId, proof, ...end };
}

async function open(
  attempt: Try,
  person: Person,
  facts: AccessFacts,
  proof: Proof,
  answer: LookupSummary | null,
): Promise<SignInResult> {
  const { ip, userAgent, deviceCookie } = attempt.context;
  const verdict = answer?.verdict ?? "not_applicable";
  // A denial that left another way in says nothing about that way.
  const lookup = verdict === "denied" ? "not_applicable" : verdict;
  const session = await openSession({ userId: person.id, lookup, userAgent, ip });
  await attempt.note({
    outcome: "signed_in",
    reason: answer?.verdict === "denied" ? `${proof}_other_access` : proof,
    ...lookupColumns(answer),
  });
  return {
    outcome: "signed_in",
    user: person,
    session,
    isMember: facts.isMember,
    deviceCookie: rememberDevice(deviceCookie, person.email),
  };
}

function lookupColumns(answer: LookupSummary | null): Partial<JournalEntry> {
  if (!answer || answer.verdict === "not_applicable") return {};
  return {
    partnerId: answer.partnerId ?? null,
    candidateId: answer.candidateId ?? null,
    lookupOutcome: answer.outcome ?? answer.verdict,
    lookupMs: answer.durationMs === null ? null : Math.round(answer.durationMs),
    lookupDetail: answer.reason ?? null,
  };
}

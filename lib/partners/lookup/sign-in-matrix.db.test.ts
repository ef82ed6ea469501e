import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MODES, type Mode } from "#bin/simulator/modes.ts";
import { type SignedIn, signInWithPassword } from "#lib/auth/credentials.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { flushReports } from "#lib/observability/report.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeCandidate } from "#prisma/factories.ts";
import { EXPECTED_KINDS, type ObservedWorld, type Person, startObservedWorld } from "#prisma/lookup-world.ts";
import { signInLookup } from "./sign-in.ts";
import { isPartnerFailure, type LookupKind } from "./types.ts";

/*
 * Every way in which a partner's service can behave × who sourced the account × whether they have been here before,
 * through the real sign-in, the real lookup, a real HTTP service and a real envelope world.sink. What is proved here is
 * written down in docs/sign-in-matrix.md; `vitest run sign-in-matrix -u` writes it anew.
 */

const PASSWORD = "a lighthouse in the fog";
/** The password's check and a busy machine's late timers; what is proved is that nobody waits for the partner. */
const SLACK_MS = 1_000;
/** Older than any answer that is still fresh. */
const STALE_MS = 301_000;

const SOURCES = ["partner-sourced", "direct"] as const;
const VISITS = ["first", "returning"] as const;
type Source = (typeof SOURCES)[number];
type Visit = (typeof VISITS)[number];

/** The modes that choose among others: any of these, and never a denial. */
const CHOSEN: Record<"flapping" | "mixed", LookupKind[]> = {
  flapping: ["ok", "server_error"],
  mixed: ["ok", "unreachable", "timeout", "misconfigured", "rate_limited", "server_error", "malformed"],
};
const KINDS: Record<Mode, LookupKind[]> = { ...EXPECTED_KINDS, ...CHOSEN };
/** Another candidate in an answer is their fault or ours: an error besides the warning. */
const FOREIGN: Mode[] = ["denies_other", "wrong_candidate"];

/** What Sentry is told of one sign-in that came to this kind. */
function levelsOf(mode: Mode, kind: string): string[] {
  if (FOREIGN.includes(mode)) return ["error", "warning"];
  return isPartnerFailure(kind as LookupKind) ? ["warning"] : [];
}

let world: ObservedWorld;
let passwordHash: string;

beforeAll(async () => {
  world = await startObservedWorld();
  passwordHash = await hashPassword(PASSWORD);
  // The first sign-in of a process loads what all later ones find.
  await signIn((await makeAccount("partner-sourced", "active")).userId);
});
beforeEach(() => world.sink.clear());
afterAll(() => world.stop());

type Account = Pick<Person, "userId"> & Partial<Person>;

async function makeDirect(): Promise<Account> {
  const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
  const { candidate } = await makeCandidate(world.orgId, world.versionId, { userId: user.id });
  return { userId: user.id, candidateId: candidate.id };
}

async function makeAccount(source: Source, mode: Mode): Promise<Account> {
  const account = source === "direct" ? await makeDirect() : await world.makePerson(mode);
  await db.user.update({ where: { id: account.userId }, data: { passwordHash } });
  return account;
}

/** Somebody whom the partner confirmed a while ago, in the same browser. */
async function makeReturning(source: Source, mode: Mode): Promise<Account & { device: string }> {
  await world.simulator.setMode("active");
  const account = await makeAccount(source, "active");
  const { result } = await signIn(account.userId);
  if (source === "partner-sourced") {
    const lookupCheckedAt = new Date(Date.now() - STALE_MS);
    await db.candidate.updateMany({ where: { id: account.candidateId }, data: { lookupCheckedAt } });
    const lookupUrl = world.simulator.lookupUrl(mode);
    await db.partner.updateMany({ where: { id: account.partnerId }, data: { lookupUrl } });
  }
  return { ...account, device: (result as SignedIn).deviceCookie };
}

async function signIn(userId: string, deviceCookie?: string) {
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const requestId = newId();
  const start = performance.now();
  const context = { requestId, ip: null, userAgent: "matrix", deviceCookie };
  const result = await signInWithPassword({ email, password: PASSWORD }, context, signInLookup);
  return { result, requestId, tookMs: performance.now() - start };
}

async function arrive(source: Source, visit: Visit, mode: Mode) {
  const account: Account & { device?: string } =
    visit === "first" ? await makeAccount(source, mode) : await makeReturning(source, mode);
  await world.simulator.setMode(mode);
  const callsBefore = world.simulator.counts().total;
  const signed = await signIn(account.userId, account.device);
  const journal = await db.signInAttempt.findFirstOrThrow({ where: { requestId: signed.requestId } });
  const session = await db.session.findFirst({
    where: { userId: account.userId },
    orderBy: { createdAt: "desc" },
  });
  return { ...signed, account, journal, session, calls: world.simulator.counts().total - callsBefore };
}

/** The levels of what reached Sentry about one request, once all of it is there. */
async function toldSentry(requestId: string, expected: string[]): Promise<string[]> {
  const about = () => world.sink.events.filter((event) => event.tags?.["request.id"] === requestId);
  for (const level of expected) {
    await world.sink.waitForEvent(
      (event) => event.level === level && event.tags?.["request.id"] === requestId,
      10_000,
    );
  }
  await flushReports(5_000);
  return about().map((event) => event.level ?? "none");
}

const modes = Object.keys(MODES) as Mode[];

describe.each(VISITS)("a %s sign-in of a candidate whom a partner sent", (visit) => {
  it.each(modes)("%s", async (mode) => {
    const { result, requestId, tookMs, journal, session, account } = await arrive(
      "partner-sourced",
      visit,
      mode,
    );
    expect(KINDS[mode]).toContain(journal.lookupOutcome);
    const kind = journal.lookupOutcome ?? "";
    expect(journal).toMatchObject({ outcome: result.outcome, partnerId: account.partnerId });
    expect(tookMs).toBeLessThan(LOOKUP_BUDGET_MS + SLACK_MS);
    expect(journal.lookupMs ?? 0).toBeLessThan(LOOKUP_BUDGET_MS + SLACK_MS);
    if (mode === "denied") {
      expect(result.outcome).toBe("access_withdrawn");
      if (visit === "first") expect(session).toBeNull();
      else expect(session).toMatchObject({ revokedReason: "denied_by_partner" });
    } else {
      expect(result.outcome).toBe("signed_in");
      expect(session).toMatchObject({ revokedAt: null, lookup: kind === "ok" ? "confirmed" : "unconfirmed" });
    }
    const levels = levelsOf(mode, kind);
    expect((await toldSentry(requestId, levels)).sort()).toEqual(levels);
  });
});

describe.each(VISITS)("a %s sign-in of a candidate whom no partner sent", (visit) => {
  it.each(modes)("%s", async (mode) => {
    const { result, requestId, tookMs, journal, session, calls } = await arrive("direct", visit, mode);
    expect(result.outcome).toBe("signed_in");
    expect(journal).toMatchObject({ outcome: "signed_in", partnerId: null, lookupOutcome: null });
    expect(session).toMatchObject({ revokedAt: null, lookup: "not_applicable" });
    expect(calls).toBe(0);
    expect(tookMs).toBeLessThan(SLACK_MS);
    expect(await toldSentry(requestId, [])).toEqual([]);
  });
});

/** The table, from the very data that the tests above hold sign-in to. */
function matrix(): string {
  const outcome = (mode: Mode) => (mode === "denied" ? "**kept out**: `access_withdrawn`" : "signs in");
  const session = (kinds: LookupKind[]) => {
    const words = kinds.map((kind) => (kind === "ok" ? "confirmed" : "unconfirmed"));
    return [...new Set(words)].join(" or ");
  };
  const sentry = (mode: Mode) => {
    const told = KINDS[mode].map((kind) => levelsOf(mode, kind).join(" and ") || "nothing");
    return [...new Set(told)].join(" or ");
  };
  const rows = modes.map((mode) => {
    const kinds = KINDS[mode].map((kind) => `\`${kind}\``).join(" or ");
    const mark = mode === "denied" ? "none" : session(KINDS[mode]);
    const direct = "signs in";
    const cells = [`\`${mode}\``, MODES[mode], kinds, outcome(mode), outcome(mode), direct, direct, mark];
    return `| ${[...cells, sentry(mode)].join(" | ")} |`;
  });
  return MATRIX_HEAD + rows.join("\n") + MATRIX_TAIL;
}

const MATRIX_HEAD = `# What each behaviour of a partner does to a sign-in

Written by \`lib/partners/lookup/sign-in-matrix.db.test.ts\`, which holds the real sign-in to every row: the real lookup
asks a real HTTP service (\`npm run partner:simulator\`), and a real envelope sink stands in for Sentry. The test fails when
this file and what it proves differ; \`node_modules/.bin/vitest run sign-in-matrix -u\` writes the file anew.

Four people try each mode with the right password: sent by the partner or not, here for the first time or returning
(confirmed once, more than five minutes ago, from the same browser).

| Mode | The partner's service | Lookup kind | Partner-sourced, first | Partner-sourced, returning | Direct, first | Direct, returning | The session's lookup | Sentry |
|---|---|---|---|---|---|---|---|---|
`;
const MATRIX_TAIL = `

- **Time.** No sign-in waits for a partner longer than the budget of ${LOOKUP_BUDGET_MS} ms, in any row. A direct candidate waits for none:
  the service is not called at all, and the session's lookup is \`not_applicable\`.
- **Kept out.** Only the valid denial of this very candidate; it is recorded, ends the sessions there are, and stays in force
  when the service fails afterwards. An unconfirmed session is asked about again by a job.
- **Sentry.** A warning is one a window of ten minutes for each partner and kind, with the number held back; the column
  shows the first. An error is never held back.
`;

it("docs/sign-in-matrix.md says what these tests prove", async () => {
  await expect(matrix()).toMatchFileSnapshot("../../../docs/sign-in-matrix.md");
});

it("a denial stays in force when the service fails afterwards", async () => {
  const { account } = await arrive("partner-sourced", "first", "denied");
  await world.simulator.setMode("server_error");
  const calls = world.simulator.counts().total;
  expect((await signIn(account.userId)).result.outcome).toBe("access_withdrawn");
  expect(world.simulator.counts().total).toBe(calls);
});

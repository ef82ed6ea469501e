import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MODES, type Mode } from "#bin/simulator/modes.ts";
import { type Simulator, startSimulator } from "#bin/simulator/server.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";
import { closeEgress } from "../egress.ts";
import { handleRecheckLookup, recheckLookup } from "../jobs.ts";
import { LOOKUP_SECRET } from "../schema.ts";
import { lookupGate } from "./breaker.ts";
import { signInLookup } from "./sign-in.ts";
import type { LookupKind } from "./types.ts";

/** What the port grants beyond the budget before it calls an overrun a bug. */
const SLACK_MS = 100;

let simulator: Simulator;
let orgId: string;
let versionId: string;

beforeAll(async () => {
  simulator = await startSimulator({ mode: "active" });
  const { port, address } = simulator;
  process.env.EGRESS_ALLOW = `${address},no-such-partner.invalid:${port}`;
  orgId = (await makeStaff()).orgId;
  versionId = (await makeAssessment(orgId)).versionId;
});
afterAll(async () => {
  await simulator.stop();
  await closeEgress();
});
beforeEach(() => simulator.setMode("active"));

interface Person {
  userId: string;
  candidateId: string;
  externalId: string;
  partnerId: string;
}

/** A person whom a partner sent, with a lookup address for this mode. */
async function makePerson(mode: Mode = "active", part: { sealed?: string } = {}): Promise<Person> {
  const partner = await makePartner(orgId);
  await db.partner.update({
    where: { id: partner.id },
    data: {
      lookupUrl: simulator.lookupUrl(mode),
      lookupSecretSealed: part.sealed ?? seal(LOOKUP_SECRET, "a-shared-secret"),
    },
  });
  const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
  const made = await makeCandidate(orgId, versionId, { partnerId: partner.id, userId: user.id });
  const { id, externalId } = made.candidate;
  return { userId: user.id, candidateId: id, externalId: externalId ?? "", partnerId: partner.id };
}

async function signIn(person: Person) {
  const start = performance.now();
  const requestId = newId();
  const summary = await signInLookup({ userId: person.userId, requestId, deadlineMs: LOOKUP_BUDGET_MS });
  return { ...summary, requestId, tookMs: performance.now() - start };
}

const openSession = (userId: string) =>
  db.session.create({
    data: {
      userId,
      sidHash: newId(),
      lookup: "unconfirmed",
      absoluteExpiresAt: new Date(Date.now() + 3_600_000),
    },
  });

const candidateOf = (person: Person) => db.candidate.findUniqueOrThrow({ where: { id: person.candidateId } });
const newestLookup = (person: Person) =>
  db.partnerLookup.findFirstOrThrow({
    where: { candidateId: person.candidateId },
    orderBy: { id: "desc" },
  });

/** Where a machine's resolver or its TLS may put a fault into one of two words, both are right. */
const EXPECTED: Record<Exclude<Mode, "mixed" | "flapping">, LookupKind[]> = {
  active: ["ok"],
  denied: ["denied"],
  refused: ["unreachable"],
  reset: ["unreachable"],
  dns_failure: ["misconfigured", "unreachable", "timeout"],
  tls_error: ["misconfigured"],
  slow_headers: ["timeout"],
  slow_body: ["timeout"],
  never_answers: ["timeout"],
  redirect: ["redirect"],
  bad_request: ["misconfigured"],
  unauthorized: ["misconfigured"],
  forbidden: ["misconfigured"],
  denies_other: ["malformed"],
  not_found: ["not_found"],
  wrong_path: ["misconfigured"],
  throttled: ["rate_limited"],
  server_error: ["server_error"],
  unavailable_html: ["server_error"],
  truncated_json: ["malformed"],
  huge_body: ["malformed"],
  wrong_type: ["malformed"],
  wrong_candidate: ["malformed"],
  wrong_schema: ["malformed"],
};

describe("a partner's service, at sign-in", () => {
  it.each(Object.entries(EXPECTED) as [Mode, LookupKind[]][])("%s is %s", async (mode, kinds) => {
    await simulator.setMode(mode);
    const person = await makePerson(mode);
    const answer = await signIn(person);
    expect(kinds).toContain(answer.outcome);
    const verdict = mode === "active" ? "confirmed" : mode === "denied" ? "denied" : "unconfirmed";
    expect(answer.verdict).toBe(verdict);
    expect(answer.tookMs).toBeLessThan(LOOKUP_BUDGET_MS + SLACK_MS);
    expect(await newestLookup(person)).toMatchObject({
      kind: answer.outcome,
      partnerId: person.partnerId,
      requestId: answer.requestId,
    });
    expect((await candidateOf(person)).lookupState).toBe(verdict);
  });

  it("has every mode in the table", () => {
    expect([...Object.keys(EXPECTED), "flapping", "mixed"].sort()).toEqual(Object.keys(MODES).sort());
  });

  it("never keeps out whom it flaps or fails at random for", async () => {
    for (const mode of ["flapping", "mixed"] as const) {
      await simulator.setMode(mode);
      const people = await Promise.all(Array.from({ length: 6 }, () => makePerson(mode)));
      const answers = await Promise.all(people.map(signIn));
      for (const answer of answers) expect(["confirmed", "unconfirmed"]).toContain(answer.verdict);
    }
  });
});

describe("who is asked about", () => {
  it("is nobody for a person without a partner, or whose partner has no lookup or is switched off", async () => {
    const direct = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
    await makeCandidate(orgId, versionId, { userId: direct.id });
    const silent = await makePerson();
    await db.partner.update({ where: { id: silent.partnerId }, data: { lookupUrl: null } });
    const off = await makePerson();
    await db.partner.update({ where: { id: off.partnerId }, data: { disabledAt: new Date() } });
    const before = simulator.counts().total;
    for (const userId of [direct.id, silent.userId, off.userId]) {
      const answer = await signInLookup({ userId, requestId: newId(), deadlineMs: 800 });
      expect(answer.verdict).toBe("not_applicable");
    }
    expect(simulator.counts().total).toBe(before);
  });

  it("is nobody for five minutes after a good answer, also when the service then fails", async () => {
    const person = await makePerson();
    expect((await signIn(person)).verdict).toBe("confirmed");
    await simulator.setMode("server_error");
    expect((await signIn(person)).verdict).toBe("confirmed");
    expect(simulator.counts().byCandidate[person.externalId]).toBe(1);
    await db.candidate.update({
      where: { id: person.candidateId },
      data: { lookupCheckedAt: new Date(Date.now() - 301_000) },
    });
    expect((await signIn(person)).verdict).toBe("unconfirmed");
    expect((await candidateOf(person)).lookupState).toBe("confirmed");
  });

  it("with an id that needs care in an address", async () => {
    const person = await makePerson();
    const externalId = `a/b?c=d&é ${newId()}`;
    await db.candidate.update({ where: { id: person.candidateId }, data: { externalId } });
    expect((await signIn(person)).verdict).toBe("confirmed");
    expect(simulator.counts().byCandidate[externalId]).toBe(1);
  });
});

describe("a denial", () => {
  it("is recorded with its reason, ends sessions, and is audited once", async () => {
    await simulator.setMode("denied");
    const person = await makePerson("denied");
    const session = await openSession(person.userId);
    await Promise.all([signIn(person), signIn(person), signIn(person)]);
    const row = await candidateOf(person);
    expect(row).toMatchObject({ lookupState: "denied", deniedReason: "The process was ended" });
    expect(row.deniedAt).not.toBeNull();
    const ended = await db.session.findUniqueOrThrow({ where: { id: session.id } });
    expect(ended).toMatchObject({ revokedReason: "denied_by_partner" });
    const audits = await db.auditEvent.findMany({
      where: { subjectId: person.candidateId, action: "candidate.denied" },
    });
    expect(audits).toHaveLength(1);
    expect(await db.partnerFailure.count({ where: { partnerId: person.partnerId } })).toBe(0);
  });

  it("leaves the sessions of a member of a team", async () => {
    await simulator.setMode("denied");
    const person = await makePerson("denied");
    await db.membership.create({ data: { orgId, userId: person.userId, role: "reviewer" } });
    const session = await openSession(person.userId);
    expect((await signIn(person)).verdict).toBe("denied");
    expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).toBeNull();
  });
});

describe("a failing partner", () => {
  it("is counted truly and reported once a window, with what was held back", async () => {
    await simulator.setMode("server_error");
    const person = await makePerson("server_error");
    for (let count = 0; count < 4; count++) await signIn(person);
    const where = { partnerId: person.partnerId, kind: "server_error" };
    const [first] = await db.partnerFailure.findMany({ where });
    expect(first).toMatchObject({ count: 4, reported: 1 });
    await db.partnerFailure.updateMany({ where, data: { windowStart: new Date(Date.now() - 601_000) } });
    await signIn(person);
    const windows = await db.partnerFailure.findMany({ where, orderBy: { windowStart: "asc" } });
    expect(windows.map((row) => [row.count, row.reported])).toEqual([
      [4, 1],
      [1, 1],
    ]);
  });

  it("is left alone once the breaker is open, and sign-in is quick", async () => {
    await simulator.setMode("never_answers");
    const person = await makePerson("never_answers");
    await Promise.all(Array.from({ length: 5 }, () => signIn(person)));
    expect(lookupGate().stateOf(person.partnerId)).toBe("open");
    const answer = await signIn(person);
    expect(answer).toMatchObject({ verdict: "unconfirmed", outcome: "skipped" });
    expect(answer.tookMs).toBeLessThan(300);
    expect(simulator.counts().byCandidate[person.externalId]).toBe(5);
  });

  it("with a secret that we cannot open is our fault, and keeps nobody out", async () => {
    const person = await makePerson("active", { sealed: "v1.broken" });
    expect(await signIn(person)).toMatchObject({ verdict: "unconfirmed", outcome: "misconfigured" });
    expect(simulator.counts().byCandidate[person.externalId]).toBeUndefined();
  });

  it("at an address inside our own network is not called", async () => {
    const person = await makePerson();
    await db.partner.update({
      where: { id: person.partnerId },
      data: { lookupUrl: "https://169.254.169.254" },
    });
    expect(await signIn(person)).toMatchObject({ verdict: "unconfirmed", outcome: "misconfigured" });
    expect((await newestLookup(person)).detail).toContain("private network");
  });
});

describe("asking again", () => {
  const jobs = (candidateId: string) =>
    db.$queryRaw<{ data: { candidateId: string; lookupId: string; tries: number }; waits: number }[]>`
      select data, extract(epoch from start_after - created_on)::float8 as waits from pgboss.job
      where name = ${recheckLookup.name} and data ->> 'candidateId' = ${candidateId} order by created_on`;

  async function unconfirmed(): Promise<{ person: Person; lookupId: string }> {
    await simulator.setMode("server_error");
    const person = await makePerson("server_error");
    await signIn(person);
    await openSession(person.userId);
    return { person, lookupId: (await newestLookup(person)).id };
  }

  const recheck = (person: Person, lookupId: string, tries = 0) =>
    handleRecheckLookup({ candidateId: person.candidateId, lookupId, tries });

  it("is queued by every sign-in that got no answer", async () => {
    const { person, lookupId } = await unconfirmed();
    const queued = await jobs(person.candidateId);
    expect(queued.map((job) => job.data)).toEqual([{ candidateId: person.candidateId, lookupId, tries: 0 }]);
    expect(Math.round(queued[0]?.waits ?? 0)).toBe(30);
  });

  it("confirms the candidate and the sessions when the answer is good", async () => {
    const { person, lookupId } = await unconfirmed();
    await simulator.setMode("active");
    await recheck(person, lookupId);
    expect((await candidateOf(person)).lookupState).toBe("confirmed");
    const sessions = await db.session.findMany({ where: { userId: person.userId } });
    expect(sessions.map((session) => session.lookup)).toEqual(["confirmed"]);
  });

  it("ends the sessions when the answer is a denial", async () => {
    const { person, lookupId } = await unconfirmed();
    await simulator.setMode("denied");
    await recheck(person, lookupId);
    expect((await candidateOf(person)).deniedAt).not.toBeNull();
    const sessions = await db.session.findMany({ where: { userId: person.userId } });
    expect(sessions.every((session) => session.revokedAt)).toBe(true);
  });

  it("goes on with longer pauses while there is no answer, in one chain however many sign-ins began one", async () => {
    const { person, lookupId } = await unconfirmed();
    await signIn(person);
    await recheck(person, lookupId);
    expect(await jobs(person.candidateId)).toHaveLength(2);
    await recheck(person, (await newestLookup(person)).id, 3);
    const queued = await jobs(person.candidateId);
    expect(queued).toHaveLength(3);
    expect(queued[2]?.data.tries).toBe(4);
    expect(queued[2]?.waits).toBeGreaterThan(300);
  });

  it("stops when nobody is signed in unconfirmed", async () => {
    const { person, lookupId } = await unconfirmed();
    await db.session.updateMany({ where: { userId: person.userId }, data: { revokedAt: new Date() } });
    const before = simulator.counts().byCandidate[person.externalId];
    await recheck(person, lookupId);
    expect(simulator.counts().byCandidate[person.externalId]).toBe(before);
  });
});

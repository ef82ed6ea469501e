import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MODES, type Mode } from "#bin/simulator/modes.ts";
import type { Simulator } from "#bin/simulator/server.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeCandidate } from "#prisma/factories.ts";
import {
  askAsSignIn,
  candidateOf,
  EXPECTED_KINDS,
  type LookupWorld,
  newestLookup,
  openUnconfirmedSession,
  startLookupWorld,
} from "#prisma/lookup-world.ts";
import { findAskable } from "./ask.ts";
import { classify } from "./classify.ts";
import { recordOutcome } from "./record.ts";
import { signInLookup } from "./sign-in.ts";
import type { LookupKind } from "./types.ts";

/** A busy machine fires timers late; what is proved is that nobody waits for the partner. */
const SLACK_MS = 400;

let world: LookupWorld;
let simulator: Simulator;

beforeAll(async () => {
  world = await startLookupWorld();
  simulator = world.simulator;
  // The first call of a process loads what all later ones find: it is nobody's sign-in here.
  await askAsSignIn(await world.makePerson());
});
afterAll(() => world.stop());
beforeEach(() => simulator.setMode("active"));

describe("a partner's service, at sign-in", () => {
  it.each(Object.entries(EXPECTED_KINDS) as [Mode, LookupKind[]][])("%s is %s", async (mode, kinds) => {
    await simulator.setMode(mode);
    const person = await world.makePerson(mode);
    const answer = await askAsSignIn(person);
    expect(kinds).toContain(answer.outcome);
    const verdict = mode === "active" ? "confirmed" : mode === "denied" ? "denied" : "unconfirmed";
    expect(answer.verdict).toBe(verdict);
    expect(answer.tookMs).toBeLessThan(LOOKUP_BUDGET_MS + SLACK_MS);
    const lookup = await newestLookup(person);
    expect(lookup).toMatchObject({
      kind: answer.outcome,
      partnerId: person.partnerId,
      requestId: answer.requestId,
    });
    // The journal and the health page tell one duration, that of the question. (At the budget's end both stop waiting.)
    if (answer.outcome !== "timeout") expect(lookup.durationMs).toBe(Math.round(answer.durationMs ?? -1));
    expect((await candidateOf(person)).lookupState).toBe(verdict);
  });

  it("has every mode in the table", () => {
    expect([...Object.keys(EXPECTED_KINDS), "flapping", "mixed"].sort()).toEqual(Object.keys(MODES).sort());
  });

  it("never keeps out whom it flaps or fails at random for", async () => {
    for (const mode of ["flapping", "mixed"] as const) {
      await simulator.setMode(mode);
      const people = await Promise.all(Array.from({ length: 6 }, () => world.makePerson(mode)));
      const answers = await Promise.all(people.map(askAsSignIn));
      for (const answer of answers) expect(["confirmed", "unconfirmed"]).toContain(answer.verdict);
    }
  });
});

describe("who is asked about", () => {
  it("is nobody for a person without a partner, or whose partner has no lookup or is switched off", async () => {
    const direct = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
    await makeCandidate(world.orgId, world.versionId, { userId: direct.id });
    const silent = await world.makePerson();
    await db.partner.update({ where: { id: silent.partnerId }, data: { lookupUrl: null } });
    const off = await world.makePerson();
    await db.partner.update({ where: { id: off.partnerId }, data: { disabledAt: new Date() } });
    const before = simulator.counts().total;
    for (const userId of [direct.id, silent.userId, off.userId]) {
      const answer = await signInLookup({ userId, requestId: newId(), deadlineMs: 800 });
      expect(answer.verdict).toBe("not_applicable");
    }
    expect(simulator.counts().total).toBe(before);
  });

  it("is nobody for five minutes after a good answer, also when the service then fails", async () => {
    const person = await world.makePerson();
    expect((await askAsSignIn(person)).verdict).toBe("confirmed");
    await simulator.setMode("server_error");
    expect((await askAsSignIn(person)).verdict).toBe("confirmed");
    expect(simulator.counts().byCandidate[person.externalId]).toBe(1);
    await db.candidate.update({
      where: { id: person.candidateId },
      data: { lookupCheckedAt: new Date(Date.now() - 301_000) },
    });
    expect((await askAsSignIn(person)).verdict).toBe("unconfirmed");
    expect((await candidateOf(person)).lookupState).toBe("confirmed");
  });

  it("with an id that needs care in an address", async () => {
    const person = await world.makePerson();
    const externalId = `a/b?c=d&é ${newId()}`;
    await db.candidate.update({ where: { id: person.candidateId }, data: { externalId } });
    expect((await askAsSignIn(person)).verdict).toBe("confirmed");
    expect(simulator.counts().byCandidate[externalId]).toBe(1);
  });
});

describe("a denial", () => {
  it("is recorded with its reason, ends sessions, and is audited once", async () => {
    await simulator.setMode("denied");
    const person = await world.makePerson("denied");
    const session = await openUnconfirmedSession(person.userId);
    await Promise.all([askAsSignIn(person), askAsSignIn(person), askAsSignIn(person)]);
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

  it.each([
    "9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00+23:59",
    new Date(Date.now() - 100 * 86_400_000).toISOString(),
  ])("whose clock says %s holds all the same, from our own time on", async (checkedAt) => {
    const person = await world.makePerson("denied");
    const [subject] = await findAskable({ candidateId: person.candidateId }, 1);
    if (!subject) throw new Error("nobody to ask about");
    const body = JSON.stringify({ externalId: person.externalId, decision: "denied", checkedAt });
    const evidence = {
      type: "answer",
      status: 200,
      contentType: "application/json",
      retryAfter: null,
    } as const;
    const outcome = classify({ ...evidence, body, tooLarge: false }, person.externalId);
    expect(outcome.kind).toBe("denied");
    await recordOutcome(subject, outcome, { requestId: newId(), durationMs: 5 });
    const { deniedAt } = await candidateOf(person);
    expect(Math.abs(Date.now() - (deniedAt?.getTime() ?? 0))).toBeLessThan(60_000);
    const audit = await db.auditEvent.findFirst({ where: { subjectId: person.candidateId } });
    expect(audit?.data).toMatchObject({ checkedAt: null });
  });

  it("leaves the sessions of a member of a team", async () => {
    await simulator.setMode("denied");
    const person = await world.makePerson("denied");
    await db.membership.create({ data: { orgId: world.orgId, userId: person.userId, role: "reviewer" } });
    const session = await openUnconfirmedSession(person.userId);
    expect((await askAsSignIn(person)).verdict).toBe("denied");
    expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).toBeNull();
  });
});

describe("a failing partner", () => {
  it("is counted truly and reported once a window, with what was held back", async () => {
    await simulator.setMode("server_error");
    const person = await world.makePerson("server_error");
    for (let count = 0; count < 4; count++) await askAsSignIn(person);
    const where = { partnerId: person.partnerId, kind: "server_error" };
    const [first] = await db.partnerFailure.findMany({ where });
    expect(first).toMatchObject({ count: 4, reported: 1 });
    await db.partnerFailure.updateMany({ where, data: { windowStart: new Date(Date.now() - 601_000) } });
    await askAsSignIn(person);
    const windows = await db.partnerFailure.findMany({ where, orderBy: { windowStart: "asc" } });
    expect(windows.map((row) => [row.count, row.reported])).toEqual([
      [4, 1],
      [1, 1],
    ]);
  });

  it("is left alone once the breaker is open, and sign-in is quick", async () => {
    await simulator.setMode("never_answers");
    const person = await world.makePerson("never_answers");
    await Promise.all(Array.from({ length: 5 }, () => askAsSignIn(person)));
    const { partnerId } = person;
    const shared = () => db.partnerHealth.findUnique({ where: { partnerId } });
    await expect
      .poll(async () => (await shared())?.openUntil?.getTime())
      .toBeGreaterThan(Date.now() + 20_000);
    const answer = await askAsSignIn(person);
    expect(answer).toMatchObject({ verdict: "unconfirmed", outcome: "skipped" });
    expect(answer.tookMs).toBeLessThan(300);
    expect(simulator.counts().byCandidate[person.externalId]).toBe(5);
  });

  it("with a secret that we cannot open is our fault, and keeps nobody out", async () => {
    const person = await world.makePerson("active", { sealed: "v1.broken" });
    expect(await askAsSignIn(person)).toMatchObject({ verdict: "unconfirmed", outcome: "misconfigured" });
    expect(simulator.counts().byCandidate[person.externalId]).toBeUndefined();
  });

  it("at an address inside our own network is not called", async () => {
    const person = await world.makePerson();
    await db.partner.update({
      where: { id: person.partnerId },
      data: { lookupUrl: "https://169.254.169.254" },
    });
    expect(await askAsSignIn(person)).toMatchObject({ verdict: "unconfirmed", outcome: "misconfigured" });
    expect((await newestLookup(person)).detail).toContain("private network");
  });
});

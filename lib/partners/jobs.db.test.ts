import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Simulator } from "#bin/simulator/server.ts";
import { signInWithProof } from "#lib/auth/credentials.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import {
  askAsSignIn,
  candidateOf,
  type LookupWorld,
  newestLookup,
  openUnconfirmedSession,
  type Person,
  startLookupWorld,
} from "#prisma/lookup-world.ts";
import { handlePurgePartnerRecords, handleRecheckLookup, recheckLookup } from "./jobs.ts";
import { LOOKUP_RETENTION_DAYS, purgeLookups } from "./lookup/retention.ts";
import { signInLookup } from "./lookup/sign-in.ts";

let world: LookupWorld;
let simulator: Simulator;

beforeAll(async () => {
  world = await startLookupWorld();
  simulator = world.simulator;
});
afterAll(() => world.stop());
beforeEach(() => simulator.setMode("active"));

describe("asking again", () => {
  const jobs = (candidateId: string) =>
    db.$queryRaw<{ data: { candidateId: string; lookupId: string; tries: number }; waits: number }[]>`
      select data, extract(epoch from start_after - created_on)::float8 as waits from pgboss.job
      where name = ${recheckLookup.name} and data ->> 'candidateId' = ${candidateId} order by created_on`;

  async function unconfirmed(): Promise<{ person: Person; lookupId: string }> {
    await simulator.setMode("server_error");
    const person = await world.makePerson("server_error");
    await askAsSignIn(person);
    await openUnconfirmedSession(person.userId);
    return { person, lookupId: (await newestLookup(person)).id };
  }

  const recheck = (person: Person, lookupId: string, tries = 0) =>
    handleRecheckLookup({ candidateId: person.candidateId, lookupId, tries });

  it("is queued by every sign-in that got no answer", async () => {
    const { person, lookupId } = await unconfirmed();
    const queued = await jobs(person.candidateId);
    expect(queued.map((job) => job.data)).toEqual([{ candidateId: person.candidateId, lookupId, tries: 0 }]);
    // Half a minute, give or take what a busy machine needs between two lines.
    expect(Math.abs((queued[0]?.waits ?? 0) - 30)).toBeLessThan(5);
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
    await askAsSignIn(person);
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

describe("look-ups older than a month", () => {
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const lookupsOf = (candidateId: string) => db.partnerLookup.count({ where: { candidateId } });
  const makeLookups = (person: Person, count: number, days: number) => {
    const row = { partnerId: person.partnerId, candidateId: person.candidateId, at: daysAgo(days) };
    return db.partnerLookup.createMany({
      data: Array.from({ length: count }, () => ({ ...row, kind: "timeout", durationMs: 800 })),
    });
  };

  it("are forgotten in small steps, and younger ones stay", async () => {
    const person = await world.makePerson();
    await makeLookups(person, 5, LOOKUP_RETENTION_DAYS + 1);
    await makeLookups(person, 2, LOOKUP_RETENTION_DAYS - 1);
    expect(await purgeLookups({ rows: 2, batches: 2 })).toBe(4);
    expect(await lookupsOf(person.candidateId)).toBe(3);
    await handlePurgePartnerRecords();
    expect(await lookupsOf(person.candidateId)).toBe(2);
  });

  it("take nothing from a denial: it stays in force, and nobody is asked again", async () => {
    await simulator.setMode("denied");
    const person = await world.makePerson("denied");
    expect((await askAsSignIn(person)).verdict).toBe("denied");
    await newestLookup(person);
    await db.partnerLookup.updateMany({
      where: { candidateId: person.candidateId },
      data: { at: daysAgo(LOOKUP_RETENTION_DAYS + 1) },
    });
    await handlePurgePartnerRecords();
    expect(await lookupsOf(person.candidateId)).toBe(0);
    await simulator.setMode("active");
    const before = simulator.counts().byCandidate[person.externalId];
    const from = { requestId: newId(), ip: null, userAgent: null };
    const result = await signInWithProof(person.userId, "code", from, signInLookup);
    expect(result).toMatchObject({ outcome: "access_withdrawn", by: "partner_denied" });
    expect(simulator.counts().byCandidate[person.externalId]).toBe(before);
  });
});

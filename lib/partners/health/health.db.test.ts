import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "#lib/auth/actor.ts";
import { flushReports } from "#lib/observability/report.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeStaff } from "#prisma/factories.ts";
import {
  askAsSignIn,
  newestLookup,
  type ObservedWorld,
  type Person,
  startObservedWorld,
} from "#prisma/lookup-world.ts";
import { checkPartner, mutePartner, unmutePartner } from "./commands.ts";
import { getPartnerHealth } from "./queries.ts";
import { handleTellPartnerAdmin, watchPartnersAt } from "./watch/commands.ts";
import { tellPartnerAdmin } from "./watch/jobs.ts";

let world: ObservedWorld;
let manager: StaffActor;

beforeAll(async () => {
  world = await startObservedWorld();
  manager = await makeStaff("manager", world.orgId);
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.simulator.setMode("active");
  world.sink.clear();
});

const MINUTE_MS = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS);

async function levels(person: Person): Promise<string[]> {
  await flushReports(5_000);
  const { slug } = await db.partner.findUniqueOrThrow({ where: { id: person.partnerId } });
  return world.sink.events.flatMap((event) => (event.tags?.partner === slug ? (event.level ?? "") : []));
}

const mute = (person: Person, kind: "misconfigured" | "server_error", hours: 1 | 4 = 1) =>
  mutePartner(manager, person.partnerId, { kind, hours, reason: "planned move" });

/** Windows of ten minutes that are over. */
const endWindows = (person: Person) =>
  db.$executeRaw`update partner_failure set "windowStart" = "windowStart" - interval '11 minutes'
    where "partnerId" = ${person.partnerId}::uuid`;

describe("a muted kind of failure", () => {
  it("sends nothing, is still counted, and is shown with who and why", async () => {
    const person = await world.makePerson("unauthorized");
    await world.simulator.setMode("unauthorized");
    await mute(person, "misconfigured", 4);
    await askAsSignIn(person);
    await askAsSignIn(person);
    expect(await levels(person)).toEqual([]);
    const view = await getPartnerHealth(manager, person.partnerId);
    expect(view.health.state).toBe("muted");
    expect(view.failures).toMatchObject([{ kind: "misconfigured", count: 2, candidates: 1 }]);
    expect(view.mutes).toMatchObject([
      { kind: "misconfigured", reason: "planned move", by: manager.name, until: expect.any(Date) },
    ]);
    expect(view.history[0]).toMatchObject({ action: "partner.muted", who: manager.name });
  });

  it("speaks up once, as an error, when another kind that is new joins it", async () => {
    const person = await world.makePerson("unauthorized");
    await mute(person, "misconfigured");
    await world.simulator.setMode("server_error");
    await askAsSignIn(person);
    await askAsSignIn(person);
    await endWindows(person);
    await askAsSignIn(person);
    // First the error that somebody has to look at; from then on the kind is known, and warns like any other.
    expect(await levels(person)).toEqual(["error", "warning"]);
    const error = world.sink.events.find((event) => event.level === "error");
    expect(error?.message).toContain("partner degraded");
  });

  it("is heard again when its time is over, and when somebody ends it", async () => {
    const person = await world.makePerson("unauthorized");
    await world.simulator.setMode("unauthorized");
    await mute(person, "misconfigured");
    await db.partnerMute.updateMany({
      where: { partnerId: person.partnerId },
      data: { createdAt: ago(9), until: ago(1) },
    });
    await askAsSignIn(person);
    expect(await levels(person)).toEqual(["warning"]);
    await mute(person, "misconfigured");
    const [live] = (await getPartnerHealth(manager, person.partnerId)).mutes;
    await unmutePartner(manager, person.partnerId, live?.id ?? "");
    expect((await getPartnerHealth(manager, person.partnerId)).mutes).toEqual([]);
  });

  it("is replaced by a new mute of the same kind, and is the managers' and owners' to set", async () => {
    const person = await world.makePerson();
    await Promise.all([mute(person, "misconfigured"), mute(person, "misconfigured", 4)]);
    expect((await getPartnerHealth(manager, person.partnerId)).mutes).toHaveLength(1);
    const reviewer = await makeStaff("reviewer", world.orgId);
    const stranger = await makeStaff("owner");
    for (const actor of [reviewer, stranger]) {
      const input = { kind: "timeout", hours: 1, reason: "x" } as const;
      await expect(mutePartner(actor, person.partnerId, input)).rejects.toMatchObject({ code: "not_found" });
    }
  });
});

describe("a partner that fails for a quarter of an hour", () => {
  it("is an error once, after 15 full minutes, however many workers look, muted or not; so is its recovery", async () => {
    const person = await world.makePerson();
    await mute(person, "server_error");
    const { partnerId, candidateId } = person;
    const start = ago(60).getTime();
    const minute = (minutes: number) => new Date(start + minutes * MINUTE_MS);
    /** A minute's sign-ins, then a look by every worker. */
    const pass = async (minutes: number, kinds: string[]) => {
      const question = {
        partnerId,
        candidateId,
        durationMs: 90,
        at: new Date(minute(minutes).getTime() - 1),
      };
      await db.partnerLookup.createMany({ data: kinds.map((kind) => ({ id: newId(), kind, ...question })) });
      const lastFailureAt = question.at;
      if (kinds.includes("server_error")) {
        const where = { partnerId };
        await db.partnerHealth.upsert({
          where,
          create: { ...where, version: "1", lastFailureAt },
          update: { lastFailureAt },
        });
      }
      await Promise.all([watchPartnersAt(minute(minutes)), watchPartnersAt(minute(minutes))]);
    };
    for (let at = 0; at < 8; at++) await pass(at, ["ok", "ok"]);
    const failing = ["server_error", "server_error", "ok", "skipped"];
    const told: number[] = [];
    for (let at = 8; at < 30; at++) {
      await pass(at, failing);
      if ((await levels(person)).length > told.length) told.push(at);
    }
    // The trouble began just before the eighth minute.
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThanOrEqual(8 + 15);
    expect(told[0]).toBeLessThanOrEqual(8 + 18);
    expect(await levels(person)).toEqual(["error"]);
    const troubled = await getPartnerHealth(manager, partnerId);
    expect(troubled.health.trouble).toMatchObject({ until: null, toldAt: minute(told[0] ?? 0) });
    for (let at = 30; at < 36; at++) await pass(at, Array(4).fill("ok"));
    expect(await levels(person)).toEqual(["error", "info"]);
    const view = await getPartnerHealth(manager, partnerId);
    expect(view.health).toMatchObject({ state: "healthy", trouble: null });
    expect(view.history.map(({ action }) => action)).toEqual([
      "partner.recovered",
      "partner.degraded",
      "partner.muted",
    ]);
  });
});

describe("a partner's admin", () => {
  it("is told of a misconfiguration at most once a day, without secrets and names", async () => {
    const person = await world.makePerson("unauthorized");
    const to = `ops-${newId()}@acme.example`;
    const { partnerId } = person;
    await db.partner.update({ where: { id: partnerId }, data: { contactEmail: to } });
    await world.simulator.setMode("unauthorized");
    await askAsSignIn(person);
    const jobs = await db.$queryRaw<{ data: { partnerId: string; lookupId: string } }[]>`
      select data from pgboss.job where name = ${tellPartnerAdmin.name} and data ->> 'partnerId' = ${partnerId}`;
    const payload = { partnerId, lookupId: (await newestLookup(person)).id };
    expect(jobs.map((job) => job.data)).toEqual([payload]);
    await Promise.all([handleTellPartnerAdmin(payload), handleTellPartnerAdmin(payload)]);
    await handleTellPartnerAdmin(payload);
    const mails = () => db.mailMessage.findMany({ where: { to } });
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.text).toContain("answers 401 without naming a candidate");
    expect(mail?.text).not.toContain("a-shared-secret");
    expect(mail?.text).not.toContain(person.externalId);
    await db.partnerHealth.update({ where: { partnerId }, data: { adminMailedAt: ago(24 * 60 + 1) } });
    await handleTellPartnerAdmin(payload);
    expect(await mails()).toHaveLength(2);
  });

  it("is not told while the kind is muted, nor of a time-out", async () => {
    const person = await world.makePerson("unauthorized");
    await world.simulator.setMode("unauthorized");
    await mute(person, "misconfigured");
    await askAsSignIn(person);
    await world.simulator.setMode("server_error");
    await askAsSignIn(person);
    const jobs = await db.$queryRaw<object[]>`
      select 1 from pgboss.job where name = ${tellPartnerAdmin.name} and data ->> 'partnerId' = ${person.partnerId}`;
    expect(jobs).toEqual([]);
  });
});

describe("a check by hand", () => {
  it("says what is wrong, is journaled, and closes the breaker once the service answers", async () => {
    const person = await world.makePerson("unauthorized");
    const { partnerId } = person;
    await world.simulator.setMode("unauthorized");
    for (let count = 0; count < 5; count++) await askAsSignIn(person);
    await checkPartner(manager, partnerId, "req-check");
    const failing = await getPartnerHealth(manager, partnerId);
    expect(failing.health.state).toBe("misconfigured");
    expect(failing.breaker).toMatchObject({ word: "open", triesAt: expect.any(Date) });
    expect(failing.lastCheck).toMatchObject({ good: false, by: manager.name });
    const audit = await db.auditEvent.findFirstOrThrow({ where: { requestId: "req-check" } });
    expect(audit).toMatchObject({
      action: "partner.checked",
      data: { kind: "misconfigured", httpStatus: 401 },
    });
    await world.simulator.setMode("active");
    await checkPartner(manager, partnerId);
    const mended = await getPartnerHealth(manager, partnerId);
    expect(mended.lastCheck).toMatchObject({ good: true });
    expect(mended.breaker).toMatchObject({ word: "closed", failuresInRow: 0 });
    expect(mended.health).toMatchObject({
      state: "answering",
      isAllPast: true,
      sentence: expect.arrayContaining([mended.lastCheck?.at]),
    });
    expect((await askAsSignIn(person)).verdict).toBe("confirmed");
    // Five of six failed today: the numbers beside it would give “Healthy” the lie.
    const { health } = await getPartnerHealth(manager, partnerId);
    expect(health).toMatchObject({ state: "answering", isAllPast: false });
  });

  it("shows the fault that it found among the failures, as one found by hand and without secrets", async () => {
    const person = await world.makePerson("unauthorized");
    const { partnerId } = person;
    await world.simulator.setMode("unauthorized");
    await checkPartner(manager, partnerId, "req-by-hand");
    const found = await getPartnerHealth(manager, partnerId);
    expect(found.health.state).toBe("misconfigured");
    expect(found.failures).toEqual([
      { kind: "misconfigured", count: 0, byHand: 1, candidates: 0, lastAt: expect.any(Date) },
    ]);
    expect(found.lastError).toMatchObject({ httpStatus: 401, by: manager.name, requestId: "req-by-hand" });
    expect(JSON.stringify(found.lastError)).not.toContain("a-shared-secret");
    await askAsSignIn(person);
    const both = await getPartnerHealth(manager, partnerId);
    expect(both.failures).toMatchObject([{ count: 1, byHand: 1, candidates: 1 }]);
    expect(both.lastError).toMatchObject({ by: null });
  });

  it("is limited, and the managers' and owners' to ask for", async () => {
    const person = await world.makePerson();
    for (let count = 0; count < 6; count++) await checkPartner(manager, person.partnerId);
    await expect(checkPartner(manager, person.partnerId)).rejects.toMatchObject({ code: "throttled" });
    const reviewer = await makeStaff("reviewer", world.orgId);
    await expect(checkPartner(reviewer, person.partnerId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getPartnerHealth(await makeStaff(), person.partnerId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

it("the last 24 hours are counted by hour, with percentiles of what was really waited", async () => {
  const person = await world.makePerson();
  const { partnerId, candidateId } = person;
  const row = (kind: string, durationMs: number, requestId = "r") => ({
    partnerId,
    candidateId,
    kind,
    durationMs,
    requestId,
    at: ago(0),
  });
  await db.partnerLookup.createMany({
    data: [
      ...[10, 20, 30, 40].map((ms) => row("ok", ms)),
      row("timeout", 700),
      row("skipped", 0),
      row("denied", 50),
      row("timeout", 5000, "recheck-1"),
    ],
  });
  const { hours, health, people, affected } = await getPartnerHealth(manager, partnerId);
  const { asked, skipped } = health.counts;
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toMatchObject({
    confirmed: 4,
    denied: 1,
    unconfirmed: 3,
    timeouts: 2,
    timed: 6,
    p50: 30,
    p95: 700,
  });
  expect({ asked, skipped, affected: affected.count }).toEqual({ asked: 7, skipped: 1, affected: 1 });
  expect(people).toMatchObject([{ id: candidateId }]);
});

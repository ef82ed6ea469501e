import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StaffActor } from "#lib/auth/actor.ts";
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
import { mutePartner } from "../commands.ts";
import { getPartnerHealth } from "../queries.ts";
import { handleTellPartnerAdmin, watchPartnersAt } from "./commands.ts";
import { tellPartnerAdmin } from "./jobs.ts";

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

const mute = (person: Person, kind: "misconfigured" | "server_error", hours: 1 | 4 = 1) =>
  mutePartner(manager, person.partnerId, { kind, hours, reason: "planned move" });

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
      if ((await world.told(person)).length > told.length) told.push(at);
    }
    // The trouble began just before the eighth minute.
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThanOrEqual(8 + 15);
    expect(told[0]).toBeLessThanOrEqual(8 + 18);
    expect(await world.told(person)).toEqual(["error"]);
    const troubled = await getPartnerHealth(manager, partnerId);
    expect(troubled.health.trouble).toMatchObject({ until: null, toldAt: minute(told[0] ?? 0) });
    for (let at = 30; at < 36; at++) await pass(at, Array(4).fill("ok"));
    expect(await world.told(person)).toEqual(["error", "info"]);
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

import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAttempt, makeCandidate } from "#prisma/factories.ts";
import { type Answer, BASE, makeClient, makeWorld, type World } from "#prisma/partner-client.ts";
import * as assessments from "./assessments/route.ts";
import * as candidate from "./candidates/[id]/route.ts";
import * as withdrawal from "./candidates/[id]/withdraw/route.ts";
import * as candidates from "./candidates/route.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const create = (body: unknown, headers: Record<string, string> = {}) =>
  world.client.ask(candidates.POST, "/candidates", { body, headers });

describe("reading", () => {
  it("lists assessments with what a partner needs to choose", async () => {
    const answer = await world.client.ask(assessments.GET, "/assessments");
    expect(answer.body.data).toContainEqual(
      expect.objectContaining({
        slug: world.slug,
        durationMinutes: 60,
        questionCount: 3,
        languages: ["python"],
      }),
    );
  });

  it("gives the score once graded, and the status the rule gives, also as a filter", async () => {
    const other = await makeClient(world.staff);
    const made = (part = {}, window = {}) =>
      makeCandidate(world.staff.orgId, world.versionId, { partnerId: other.partnerId, ...part }, window);
    const past = { createdAt: new Date("2026-01-01"), expiresAt: new Date("2026-01-02") };
    const expected: Record<string, string> = {};
    const note = async (status: string, one: Awaited<ReturnType<typeof made>>) => {
      expected[one.candidate.id] = status;
      return one;
    };
    await note("invited", await made());
    await note("expired", await made({}, past));
    await makeAttempt(await note("started", await made({}, past)), {
      state: "in_progress",
      submittedAt: new Date(),
    });
    await makeAttempt(await note("submitted", await made()), { state: "submitted" });
    const graded = await note("graded", await made());
    await makeAttempt(graded, { points: 40, maxPoints: 60 });
    const decided = await makeAttempt(await note("decided", await made()), { points: 1 });
    await db.decision.create({
      data: { attemptId: decided.id, userId: world.staff.userId, kind: "advance", reason: "Good" },
    });
    await note("withdrawn", await made({ withdrawnAt: new Date() }));

    const all = await other.ask(candidates.GET, "/candidates?limit=100");
    const seen = Object.fromEntries(
      all.body.data.map((one: { id: string; status: string }) => [one.id, one.status]),
    );
    expect(seen).toEqual(expected);
    for (const [id, status] of Object.entries(expected)) {
      const filtered = await other.ask(candidates.GET, `/candidates?status=${status}`);
      expect(filtered.body.data.map((one: { id: string }) => one.id)).toEqual([id]);
    }
    const denied = { deniedAt: new Date(), lookupState: "denied" as const };
    await db.candidate.update({ where: { id: graded.candidate.id }, data: denied });
    const ended = await other.ask(candidates.GET, "/candidates?status=withdrawn");
    expect(ended.body.data).toHaveLength(2);
    expect(ended.body.data.map((one: { status: string }) => one.status)).toEqual(["withdrawn", "withdrawn"]);
    await db.candidate.update({
      where: { id: graded.candidate.id },
      data: { deniedAt: null, lookupState: "none" },
    });
    const one = await other.ask(candidate.GET, "/candidates/x", { params: { id: graded.candidate.id } });
    expect(one.body.score).toEqual({ points: 40, maxPoints: 60, percent: 66.7 });
    expect(one.body.reportUrl).toContain("/reports/");
  });

  it("pages through everything once, by cursor and by Link", async () => {
    const other = await makeClient(world.staff);
    const ids = [];
    for (let count = 0; count < 5; count++) {
      ids.unshift(
        (await makeCandidate(world.staff.orgId, world.versionId, { partnerId: other.partnerId })).candidate
          .id,
      );
    }
    const seen: string[] = [];
    let path: string | null = "/candidates?limit=2";
    while (path) {
      const page: Answer = await other.ask(candidates.GET, path);
      seen.push(...page.body.data.map((one: { id: string }) => one.id));
      const link: string | null = page.headers.get("link");
      expect(link === null).toBe(page.body.nextCursor === null);
      path = /<\/api\/partner\/v1([^>]+)>; rel="next"/.exec(link ?? "")?.[1] ?? null;
    }
    expect(seen).toEqual(ids);
    expect((await other.ask(candidates.GET, "/candidates?cursor=x")).status).toBe(422);
    expect((await other.ask(candidates.GET, "/candidates?status=lost")).status).toBe(422);
  });

  it("finds by externalId, and never what another partner sent", async () => {
    const mine = await create(world.input());
    const found = await world.client.ask(candidates.GET, `/candidates?externalId=${mine.body.externalId}`);
    expect(found.body.data.map((one: { id: string }) => one.id)).toEqual([mine.body.id]);
    const other = await makeClient(world.staff);
    expect(
      (await other.ask(candidates.GET, `/candidates?externalId=${mine.body.externalId}`)).body.data,
    ).toEqual([]);
    const foreign = await other.ask(candidate.GET, "/candidates/x", { params: { id: mine.body.id } });
    const absent = await other.ask(candidate.GET, "/candidates/x", { params: { id: newId() } });
    const noId = await other.ask(candidate.GET, "/candidates/x", { params: { id: "1; drop table" } });
    for (const answer of [foreign, absent, noId]) expect(answer.status).toBe(404);
    expect(foreign.body.detail).toBe(absent.body.detail);
  });
});

describe("withdrawing", () => {
  const end = (id: string, client = world.client) =>
    client.ask(withdrawal.POST, "/candidates/x/withdraw", {
      body: { reason: "Took another offer" },
      params: { id },
    });

  it("ends access at once, is recorded, and changes nothing the second time", async () => {
    const sent = await create(world.input());
    const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
    await db.candidate.update({ where: { id: sent.body.id }, data: { userId: user.id } });
    const session = await db.session.create({
      data: { userId: user.id, sidHash: newId(), absoluteExpiresAt: new Date(Date.now() + 3_600_000) },
    });
    const first = await end(sent.body.id);
    expect(first).toMatchObject({ status: 200, body: { status: "withdrawn", inviteUrl: null } });
    expect((await end(sent.body.id)).body).toEqual(first.body);
    const row = await db.candidate.findUniqueOrThrow({ where: { id: sent.body.id } });
    expect(row.withdrawnReason).toBe("Took another offer");
    expect(row.withdrawnBy).toMatch(/^partner:/);
    expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).not.toBeNull();
    expect(
      await db.auditEvent.count({ where: { subjectId: sent.body.id, action: "candidate.withdrawn" } }),
    ).toBe(1);
  });

  it("leaves the sessions of a person whom something else lets in", async () => {
    const [one, two] = [await create(world.input()), await create(world.input())];
    const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
    await db.candidate.updateMany({
      where: { id: { in: [one.body.id, two.body.id] } },
      data: { userId: user.id },
    });
    const session = await db.session.create({
      data: { userId: user.id, sidHash: newId(), absoluteExpiresAt: new Date(Date.now() + 3_600_000) },
    });
    await end(one.body.id);
    expect((await db.session.findUniqueOrThrow({ where: { id: session.id } })).revokedAt).toBeNull();
  });

  it("is for the partner that sent the candidate", async () => {
    const sent = await create(world.input());
    const other = await makeClient(world.staff);
    expect((await end(sent.body.id, other)).status).toBe(404);
    expect(
      (await world.client.ask(candidate.GET, "/candidates/x", { params: { id: sent.body.id } })).body.status,
    ).toBe("invited");
  });
});

describe("the rest of the path", () => {
  it("answers a wrong method with 405 and Allow", async () => {
    const response = await assessments.DELETE(new Request(`${BASE}/assessments`, { method: "DELETE" }), {
      params: Promise.resolve({}),
    });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { createKey, revokeKey, rotateKey } from "#lib/partners/keys/commands.ts";
import { newApiKey } from "#lib/partners/keys/rules.ts";
import { db } from "#lib/platform/db.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import { ask, keyInput, makeClient, makeWorld, type World } from "#prisma/partner-client.ts";
import * as assessments from "./assessments/route.ts";
import * as candidates from "./candidates/route.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

describe("the key", () => {
  it.each([
    ["none", {}],
    ["another scheme", { authorization: "Basic abc" }],
    ["malformed", { authorization: "Bearer assay_live_short" }],
    ["a wrong checksum", { authorization: `Bearer assay_live_${"a".repeat(36)}` }],
    ["unknown", { authorization: `Bearer ${newApiKey()}` }],
  ])("%s is refused as a problem", async (_name, headers) => {
    const answer = await ask("", assessments.GET, "/assessments", { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(answer.body).toMatchObject({ status: 401, code: "unauthenticated" });
    expect(answer.body.requestId).toBe(answer.headers.get("x-request-id"));
  });

  it("opens only what its scopes name", async () => {
    const narrow = await makeClient(world.staff, ["assessments:read"]);
    expect((await narrow.ask(assessments.GET, "/assessments")).status).toBe(200);
    const refused = await narrow.ask(candidates.GET, "/candidates");
    expect(refused.status).toBe(403);
    expect(refused.body.detail).toContain("candidates:read");
    expect((await narrow.ask(candidates.POST, "/candidates", { body: world.input() })).status).toBe(403);
  });

  it("is stored as a hash, at most two live, and the old one of a rotation goes on for seven days", async () => {
    const other = await makePartner(world.staff.orgId);
    const first = await createKey(world.staff, other.id, keyInput());
    const second = await rotateKey(world.staff, first.id);
    await expect(createKey(world.staff, other.id, keyInput())).rejects.toMatchObject({ code: "conflict" });
    for (const { key } of [first, second]) {
      expect((await ask(key, assessments.GET, "/assessments")).status).toBe(200);
    }
    const rows = await db.partnerKey.findMany({ where: { partnerId: other.id }, orderBy: { id: "asc" } });
    expect(JSON.stringify(rows)).not.toContain(first.key);
    const overlap = (rows[0]?.expiresAt?.getTime() ?? 0) - Date.now();
    expect(Math.round(overlap / 86_400_000)).toBe(7);
    expect(rows.every((row) => row.lastUsedAt)).toBe(true);
    await revokeKey(world.staff, first.id);
    expect((await ask(first.key, assessments.GET, "/assessments")).status).toBe(401);
  });

  it("has no room for a third however many ask at once", async () => {
    const other = await makePartner(world.staff.orgId);
    const made = await Promise.allSettled(
      Array.from({ length: 5 }, () => createKey(world.staff, other.id, keyInput())),
    );
    expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(2);
  });

  it("belongs to the team: world.staff of another organisation and reviewers cannot touch it", async () => {
    const stranger = await makeStaff("owner");
    const reviewer = await makeStaff("reviewer", world.staff.orgId);
    for (const actor of [stranger, reviewer]) {
      await expect(createKey(actor, world.client.partnerId, keyInput())).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  it("may ask 100 times a minute, then waits", async () => {
    const busy = await makeClient(world.staff);
    const first = await busy.ask(assessments.GET, "/assessments");
    expect(first.headers.get("ratelimit-policy")).toBe('"default";q=100;w=60');
    expect(first.headers.get("ratelimit")).toMatch(/^"default";r=99;t=\d+$/);
    let refused = first;
    // While the test asks, a few more are earned.
    for (let count = 1; count < 130 && refused.status === 200; count++) {
      refused = await busy.ask(assessments.GET, "/assessments");
    }
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

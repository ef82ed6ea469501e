import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makeClient, makeWorld, type World } from "#prisma/partner-client.ts";
import * as candidates from "./candidates/route.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

describe("an Idempotency-Key", () => {
  const create = (body: unknown, idempotencyKey: string) =>
    world.client.ask(candidates.POST, "/candidates", {
      body,
      headers: { "idempotency-key": idempotencyKey },
    });

  it("gives the stored answer again, quoted or bare", async () => {
    const body = world.input();
    const first = await create(body, "order-1");
    const again = await create(body, '"order-1"');
    expect(first.status).toBe(201);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
    const row = await db.idempotencyRecord.findFirstOrThrow({
      where: { partnerId: world.client.partnerId, key: "order-1" },
    });
    expect(JSON.stringify(row.response)).not.toContain("/invite/");
  });

  it("does not care for the order of members", async () => {
    const body = world.input();
    const first = await create(body, "order-2");
    const again = await create(Object.fromEntries(Object.entries(body).reverse()), "order-2");
    expect(again.body.id).toBe(first.body.id);
  });

  it("refuses another body", async () => {
    await create(world.input(), "order-3");
    const answer = await create(world.input(), "order-3");
    expect(answer).toMatchObject({ status: 422, body: { code: "idempotency_mismatch" } });
  });

  it("runs once however many ask at once", async () => {
    const body = world.input();
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(body, "order-4")));
    const made = answers.filter((answer) => answer.status === 201);
    expect(made.filter((answer) => !answer.headers.get("idempotent-replayed"))).toHaveLength(1);
    for (const answer of answers.filter((one) => one.status !== 201)) {
      expect(answer).toMatchObject({ status: 409, body: { code: "idempotency_running" } });
      expect(answer.headers.get("retry-after")).toBe("1");
    }
  });

  it("keeps a refusal, and lets another partner use the same text", async () => {
    const refused = await create(world.input({ assessment: "no-such" }), "order-5");
    expect(refused.status).toBe(404);
    const other = await makeClient(world.staff);
    const answer = await other.ask(candidates.POST, "/candidates", {
      body: world.input(),
      headers: { "idempotency-key": "order-5" },
    });
    expect(answer.status).toBe(201);
  });

  it("takes over a request that died with its process", async () => {
    const body = world.input();
    const first = await create(body, "order-6");
    await db.idempotencyRecord.updateMany({
      where: { key: "order-6" },
      data: { httpStatus: null, createdAt: new Date(Date.now() - 120_000) },
    });
    const again = await create(body, "order-6");
    expect(again.status).toBe(200);
    expect(again.body.id).toBe(first.body.id);
  });

  it("must be text that fits a header", async () => {
    expect((await create(world.input(), "x".repeat(300))).status).toBe(422);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeStaff } from "#prisma/factories.ts";
import { makeWorld, type World } from "#prisma/partner-client.ts";
import * as batch from "./candidates/batch/route.ts";
import * as candidates from "./candidates/route.ts";

let world: World;

beforeAll(async () => {
  world = await makeWorld();
});

const create = (body: unknown, headers: Record<string, string> = {}) =>
  world.client.ask(candidates.POST, "/candidates", { body, headers });

describe("sending a candidate", () => {
  it("answers with the candidate and an invite link, and queues the mail", async () => {
    const body = world.input({ metadata: { jobId: 7 }, timeMultiplier: 1.5, unknown: "ignored" });
    const answer = await create(body);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      externalId: body.externalId,
      email: "ada@example.org",
      status: "invited",
      timeMultiplier: 1.5,
      metadata: { jobId: 7 },
      score: null,
      lookup: { state: "none", checkedAt: null },
    });
    expect(answer.body.inviteUrl).toMatch(/\/invite\/[\w-]{43}$/);
    const row = await db.candidate.findUniqueOrThrow({ where: { id: answer.body.id } });
    expect(row).toMatchObject({ partnerId: world.client.partnerId, source: "partner" });
    const mail = await db.mailMessage.findFirstOrThrow({
      where: { to: "ada@example.org" },
      orderBy: { id: "desc" },
    });
    expect(mail.text).toContain(answer.body.inviteUrl);
    expect(mail.text).toContain("90 minutes");
    const audit = await db.auditEvent.findFirstOrThrow({ where: { subjectId: answer.body.id } });
    expect(audit).toMatchObject({ action: "candidate.invited", actorKind: "partner" });
  });

  it("sends no mail when the partner hands the link over itself", async () => {
    const email = `${newId()}@example.org`;
    await create(world.input({ email, inviteBy: "none" }));
    expect(await db.mailMessage.count({ where: { to: email } })).toBe(0);
  });

  it("answers the same externalId with the same candidate, also when asked many times at once", async () => {
    const body = world.input();
    const answers = await Promise.all(Array.from({ length: 6 }, () => create(body)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.body.inviteUrl)).size).toBe(1);
    expect(await db.invitation.count({ where: { candidateId: answers[0]?.body.id } })).toBe(1);
  });

  it("names every member that needs a change", async () => {
    const answer = await create({
      email: "nobody",
      externalId: "a\u0000b",
      assessment: world.slug,
      timeMultiplier: 9,
      inviteBy: "pigeon",
      expiresAt: "tomorrow",
      metadata: { a: "\u0000" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.code).toBe("invalid");
    const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer).sort();
    expect(pointers).toEqual([
      "/email",
      "/expiresAt",
      "/externalId",
      "/inviteBy",
      "/metadata",
      "/name",
      "/timeMultiplier",
    ]);
  });

  it.each([
    ["a list", []],
    ["a text", "hello"],
    ["null", null],
  ])("refuses %s as body", async (_name, body) => {
    expect((await create(body)).status).toBe(422);
  });

  it("refuses an end in the past with its pointer", async () => {
    const answer = await create(world.input({ expiresAt: "2020-01-01T00:00:00Z" }));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/expiresAt" }] } });
  });

  it("knows only published assessments of the partner's own organisation", async () => {
    const foreign = await makeAssessment((await makeStaff()).orgId);
    for (const assessment of ["no-such", newId(), foreign.assessmentId]) {
      expect((await create(world.input({ assessment }))).status).toBe(404);
    }
  });

  it("tells a body that is no JSON, has no JSON type, or is too large", async () => {
    const post = (raw: string, headers = {}) =>
      world.client.ask(candidates.POST, "/candidates", { raw, headers });
    expect(await post("{")).toMatchObject({ status: 400, body: { code: "malformed_json" } });
    expect(await post("a=b", { "content-type": "text/plain" })).toMatchObject({ status: 415 });
    expect(await post(JSON.stringify({ a: "x".repeat(300_000) }))).toMatchObject({ status: 413 });
  });
});

describe("a batch", () => {
  it("answers each by itself", async () => {
    const good = world.input();
    const answer = await world.client.ask(batch.POST, "/candidates/batch", {
      body: {
        candidates: [
          good,
          { ...good, externalId: newId(), email: 7 },
          good,
          world.input({ assessment: "x" }),
        ],
      },
    });
    expect(answer.status).toBe(200);
    const results = answer.body.results as { status: number; problem?: { errors?: { pointer: string }[] } }[];
    expect(results.map((result) => result.status)).toEqual([201, 422, 200, 404]);
    expect(results[1]?.problem?.errors?.[0]?.pointer).toBe("/email");
  });

  it("holds at most 100", async () => {
    const answer = await world.client.ask(batch.POST, "/candidates/batch", {
      body: { candidates: Array.from({ length: 101 }, () => ({})) },
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: "/candidates" }] } });
  });

  it("refuses what is nested too deeply, alone or in a batch, with and without an Idempotency-Key", async () => {
    const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
    const one = JSON.stringify(world.input()).replace(/}$/, `,"metadata":${deep(20_000)}}`);
    for (const headers of [{}, { "idempotency-key": newId() }] as Record<string, string>[]) {
      const alone = await world.client.ask(candidates.POST, "/candidates", { raw: one, headers });
      const raw = `{"candidates":[${deep(30_000)}]}`;
      const many = await world.client.ask(batch.POST, "/candidates/batch", { raw, headers });
      for (const answer of [alone, many]) {
        expect(answer.status).toBe(422);
        expect(answer.body.detail).toContain("too deeply nested");
      }
    }
    const nine = await create(world.input({ metadata: JSON.parse(deep(9)) }));
    expect(nine).toMatchObject({ status: 422, body: { errors: [{ pointer: "/metadata" }] } });
  });

  it("stores honest text as it is, and answers what it cannot store with its place", async () => {
    const metadata = { note: "a\\u0000b" };
    expect(await create(world.input({ metadata }))).toMatchObject({ status: 201, body: { metadata } });
    for (const [member, value] of Object.entries({
      name: "Ada\u0000",
      email: "a\u0000da@example.org",
      profileUrl: "https://partner.example/\u0000",
      metadata: { a: "\u0000" },
      externalId: "\ud800",
    })) {
      const answer = await create(world.input({ [member]: value }));
      expect(answer, member).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${member}` }] } });
    }
  });
});

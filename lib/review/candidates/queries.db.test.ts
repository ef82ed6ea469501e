import { describe, expect, it } from "vitest";
import { CANDIDATE_STATUSES } from "#lib/candidates/rules.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeAttempt, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";
import { CandidateFilter, PAGE_SIZE } from "../schema.ts";
import { listCandidates, listFilterOptions } from "./queries.ts";

const filter = (part: Record<string, unknown> = {}) => CandidateFilter.parse(part);
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

/** One candidate in every state. */
async function makeEveryState(orgId: string, userId: string) {
  const { versionId, assessmentId } = await makeAssessment(orgId);
  const make = (name: string, part = {}, window = {}) =>
    makeCandidate(orgId, versionId, { name, ...part }, window);
  await make("invited");
  await make("expired", {}, { createdAt: daysAgo(20), expiresAt: daysAgo(1) });
  await makeAttempt(await make("started", {}, { createdAt: daysAgo(20), expiresAt: daysAgo(1) }), {
    state: "in_progress",
  });
  await makeAttempt(await make("submitted"), { state: "submitted" });
  await makeAttempt(await make("graded"), { points: 30 });
  await makeAttempt(await make("withdrawn", { withdrawnAt: new Date() }), { points: 30 });
  const decided = await makeAttempt(await make("decided"), { points: 45 });
  for (const kind of ["hold", "advance"] as const) {
    await db.decision.create({ data: { attemptId: decided.id, userId, kind, reason: "As discussed" } });
  }
  return { versionId, assessmentId };
}

describe("the candidates list", () => {
  it("filters by each state exactly as the one rule reads it", async () => {
    const staff = await makeStaff();
    await makeEveryState(staff.orgId, staff.userId);
    const all = await listCandidates(staff, filter());
    expect(all.rows.map((row) => row.name).sort()).toEqual([...CANDIDATE_STATUSES].sort());
    for (const row of all.rows) expect(row.status).toBe(row.name);
    for (const state of CANDIDATE_STATUSES) {
      const page = await listCandidates(staff, filter({ state }));
      expect(page.rows.map((row) => row.name)).toEqual([state]);
      expect(page).toMatchObject({ count: 1, capped: false, newer: null, older: null });
    }
    expect(all.rows.find((row) => row.name === "decided")?.decision).toBe("advance");
    const denied = { deniedAt: new Date(), lookupState: "denied" as const };
    await db.candidate.updateMany({ where: { orgId: staff.orgId, name: "started" }, data: denied });
    const ended = await listCandidates(staff, filter({ state: "withdrawn" }));
    expect(ended.rows.map((row) => [row.name, row.status]).sort()).toEqual([
      ["started", "withdrawn"],
      ["withdrawn", "withdrawn"],
    ]);
    expect((await listCandidates(staff, filter({ state: "started" }))).rows).toEqual([]);
  });

  it("shows an organisation's candidates to nobody else, and to no candidate or partner", async () => {
    const staff = await makeStaff();
    const { assessmentId } = await makeEveryState(staff.orgId, staff.userId);
    const stranger = await makeStaff();
    expect((await listCandidates(stranger, filter())).rows).toEqual([]);
    expect((await listCandidates(stranger, filter({ sort: "score", assessment: assessmentId }))).count).toBe(
      0,
    );
    expect(await listFilterOptions(stranger)).toEqual({ assessments: [], partners: [] });
    await expect(listCandidates({ kind: "anonymous" }, filter())).rejects.toMatchObject({
      code: "not_found",
    });
    const candidate = { ...stranger, kind: "candidate" as const };
    await expect(listCandidates(candidate, filter())).rejects.toMatchObject({ code: "not_found" });
  });

  it("finds any part of a name or an address, and takes pattern signs as they are", async () => {
    const staff = await makeStaff();
    const { versionId } = await makeAssessment(staff.orgId);
    await makeCandidate(staff.orgId, versionId, { name: "Ada Lindt", email: "ada@lindt.example" });
    await makeCandidate(staff.orgId, versionId, { name: "100% Müller_", email: "m@example.org" });
    const names = async (q: string) =>
      (await listCandidates(staff, filter({ q }))).rows.map((row) => row.name);
    expect(await names("  LIND ")).toEqual(["Ada Lindt"]);
    expect(await names("@lindt.ex")).toEqual(["Ada Lindt"]);
    expect(await names("0%")).toEqual(["100% Müller_"]);
    expect(await names("üller_")).toEqual(["100% Müller_"]);
    expect(await names("a_a")).toEqual([]);
    expect(await names("'; drop table candidate; --")).toEqual([]);
  });

  it("finds whoever quotes the number of their receipt, in one's own organisation", async () => {
    const staff = await makeStaff();
    const { versionId } = await makeAssessment(staff.orgId);
    await makeAttempt(await makeCandidate(staff.orgId, versionId, { name: "other" }));
    const made = await makeCandidate(staff.orgId, versionId, { name: "quoted" });
    const { receiptId } = await makeAttempt(made);
    const q = ` ${receiptId?.toUpperCase()} `;
    for (const sort of ["newest", "score"])
      expect((await listCandidates(staff, filter({ q, sort }))).rows.map((row) => row.name)).toEqual([
        "quoted",
      ]);
    expect((await listCandidates(await makeStaff(), filter({ q }))).rows).toEqual([]);
  });

  it("filters by assessment, source and partner", async () => {
    const staff = await makeStaff();
    const one = await makeAssessment(staff.orgId, { name: "Backend" });
    const two = await makeAssessment(staff.orgId, { name: "Frontend" });
    const partner = await makePartner(staff.orgId);
    await makeCandidate(staff.orgId, one.versionId, { name: "direct" });
    await makeCandidate(staff.orgId, two.versionId, { name: "sent", partnerId: partner.id });
    const names = async (part: Record<string, unknown>) =>
      (await listCandidates(staff, filter(part))).rows.map((row) => row.name);
    expect(await names({ assessment: one.assessmentId })).toEqual(["direct"]);
    expect(await names({ source: "partner" })).toEqual(["sent"]);
    expect(await names({ source: "invited" })).toEqual(["direct"]);
    expect(await names({ source: partner.id })).toEqual(["sent"]);
    expect((await listFilterOptions(staff)).assessments.map((row) => row.name)).toEqual([
      "Backend",
      "Frontend",
    ]);
  });
});

describe("pages of the candidates list", () => {
  it.each(["newest", "score"] as const)("by %s show everyone once, forth and back", async (sort) => {
    const staff = await makeStaff();
    const { versionId } = await makeAssessment(staff.orgId);
    const total = 2 * PAGE_SIZE + 7;
    for (let index = 0; index < total; index++) {
      const made = await makeCandidate(
        staff.orgId,
        versionId,
        {},
        { createdAt: daysAgo(Math.floor(index / 3)) },
      );
      await makeAttempt(made, { points: index % 10 });
    }
    const seen: string[] = [];
    const pages: string[][] = [];
    let page = await listCandidates(staff, filter({ sort }));
    for (;;) {
      pages.push(page.rows.map((row) => row.invitationId));
      seen.push(...page.rows.map((row) => row.invitationId));
      if (!page.older) break;
      page = await listCandidates(staff, filter({ sort, older: page.older }));
    }
    expect(pages.map((rows) => rows.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 7]);
    expect(new Set(seen).size).toBe(total);
    page = await listCandidates(staff, filter({ sort, newer: page.newer ?? "" }));
    expect(page.rows.map((row) => row.invitationId)).toEqual(pages[1]);
    page = await listCandidates(staff, filter({ sort, newer: page.newer ?? "" }));
    expect(page.rows.map((row) => row.invitationId)).toEqual(pages[0]);
    expect(page.newer).toBeNull();
    if (sort === "score") {
      const scores = page.rows.map((row) => row.score?.points ?? -1);
      expect(scores).toEqual([...scores].sort((left, right) => right - left));
    }
  });

  it("start at the top when the address was cut or made up", async () => {
    const staff = await makeStaff();
    await makeEveryState(staff.orgId, staff.userId);
    for (const bad of ["x", "%%%", Buffer.from("now()|1").toString("base64url"), "a".repeat(10_000)]) {
      expect(
        (await listCandidates(staff, filter({ older: bad, state: bad, source: bad }))).rows,
      ).toHaveLength(7);
    }
  });

  it("places each score among those of the same assessment only", async () => {
    const staff = await makeStaff();
    const one = await makeAssessment(staff.orgId);
    const two = await makeAssessment(staff.orgId);
    for (const points of [10, 20, 30]) {
      await makeAttempt(await makeCandidate(staff.orgId, one.versionId, { name: `one ${points}` }), {
        points,
      });
    }
    await makeAttempt(await makeCandidate(staff.orgId, two.versionId, { name: "two" }), { points: 1 });
    const { rows } = await listCandidates(staff, filter({ sort: "score" }));
    expect(rows.map((row) => [row.name, row.standing])).toEqual([
      ["one 30", { kind: "rank", rank: 1, shared: false, of: 3 }],
      ["one 20", { kind: "rank", rank: 2, shared: false, of: 3 }],
      ["one 10", { kind: "rank", rank: 3, shared: false, of: 3 }],
      ["two", { kind: "rank", rank: 1, shared: false, of: 1 }],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import {
  type MadeAssessment,
  makeAssessment,
  makeAttempt,
  makeCandidate,
  makeStaff,
  makeSubmissions,
} from "#prisma/factories.ts";
import { decide, scoreItem } from "./commands.ts";
import { getReport } from "./reports/queries.ts";

async function makeGraded() {
  const owner = await makeStaff();
  const assessment: MadeAssessment = await makeAssessment(owner.orgId, { cutScorePercent: 55 });
  const made = await makeCandidate(owner.orgId, assessment.versionId, { name: "Ada Lindt" });
  const attempt = await makeAttempt(made, { points: 26.67, maxPoints: 60 });
  await makeSubmissions(attempt.id, assessment);
  return { owner, assessment, attempt, itemId: assessment.text.itemId };
}

describe("scoring a written answer", () => {
  it("brings its points into the attempt's total, and says so in the audit", async () => {
    const { owner, attempt, itemId } = await makeGraded();
    const reviewer = await makeStaff("reviewer", owner.orgId);
    const input = { attemptId: attempt.id, itemId, points: 30, comment: "Clear." };
    expect(await scoreItem(reviewer, input)).toEqual({ points: 56.67, maxPoints: 100 });
    expect(await scoreItem(reviewer, { ...input, points: 20 })).toEqual({ points: 46.67, maxPoints: 100 });
    const stored = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    expect([stored.points?.toNumber(), stored.maxPoints?.toNumber()]).toEqual([46.67, 100]);
    const audit = await db.auditEvent.findMany({ where: { subjectId: attempt.id }, orderBy: { id: "asc" } });
    expect(audit.map((row) => [row.action, row.actorId, row.data])).toMatchObject([
      ["review.scored", reviewer.userId, { before: null, points: 30 }],
      ["review.scored", reviewer.userId, { before: 30, points: 20, total: 46.67 }],
    ]);
  });

  it("takes the mean of two reviewers, also when both press at once", async () => {
    const { owner, attempt, itemId } = await makeGraded();
    const reviewers = await Promise.all([1, 2].map(() => makeStaff("reviewer", owner.orgId)));
    const press = (index: number, points: number) =>
      scoreItem(reviewers[index] ?? owner, { attemptId: attempt.id, itemId, points, comment: "" });
    await Promise.all([press(0, 30), press(1, 20)]);
    const stored = await db.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    expect(stored.points?.toNumber()).toBe(51.67);
  });

  it("refuses more points than there are, and answers that the judge scores", async () => {
    const { owner, attempt, assessment, itemId } = await makeGraded();
    const score = (item: string, points: number) =>
      scoreItem(owner, { attemptId: attempt.id, itemId: item, points, comment: "" });
    await expect(score(itemId, 40.01)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/points" }],
    });
    await expect(score(assessment.code.itemId, 1)).rejects.toMatchObject({ code: "conflict" });
    await expect(score(newId(), 1)).rejects.toMatchObject({ code: "not_found" });
    expect(await db.review.count({ where: { attemptId: attempt.id } })).toBe(0);
  });

  it("is kept while the judge is still at work, and not before the work is handed in", async () => {
    const { owner, assessment } = await makeGraded();
    const make = () => makeCandidate(owner.orgId, assessment.versionId);
    const waiting = await makeAttempt(await make(), { state: "submitted" });
    const running = await makeAttempt(await make(), { state: "in_progress" });
    const input = { itemId: assessment.text.itemId, points: 30, comment: "" };
    expect(await scoreItem(owner, { ...input, attemptId: waiting.id })).toBeNull();
    expect(await db.review.count({ where: { attemptId: waiting.id } })).toBe(1);
    const early = scoreItem(owner, { ...input, attemptId: running.id });
    await expect(early).rejects.toMatchObject({ code: "conflict" });
  });

  it("is not there for another organisation", async () => {
    const { attempt, itemId } = await makeGraded();
    const stranger = await makeStaff();
    const input = { attemptId: attempt.id, itemId, points: 1, comment: "" };
    await expect(scoreItem(stranger, input)).rejects.toMatchObject({ code: "not_found" });
    await expect(getReport(stranger, attempt.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getReport(stranger, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("a decision", () => {
  it("is appended and audited; the newest is in force", async () => {
    const { owner, attempt } = await makeGraded();
    const manager = await makeStaff("manager", owner.orgId);
    await decide(owner, { attemptId: attempt.id, kind: "hold", reason: "Second opinion" });
    await decide(manager, { attemptId: attempt.id, kind: "advance", reason: "Strong on trade-offs" });
    const report = await getReport(manager, attempt.id);
    expect(report.decisions.map((row) => [row.kind, row.reason, row.by])).toEqual([
      ["advance", "Strong on trade-offs", manager.name],
      ["hold", "Second opinion", owner.name],
    ]);
    const audit = await db.auditEvent.findMany({
      where: { action: "candidate.decided", subjectId: attempt.candidateId },
      orderBy: { id: "asc" },
    });
    expect(audit.map((row) => row.data)).toMatchObject([{ kind: "hold" }, { kind: "advance" }]);
  });

  it("is made by managers and owners, about work that is handed in", async () => {
    const { owner, attempt, assessment } = await makeGraded();
    const reviewer = await makeStaff("reviewer", owner.orgId);
    const input = { attemptId: attempt.id, kind: "advance" as const, reason: "Yes" };
    await expect(decide(reviewer, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(decide(await makeStaff(), input)).rejects.toMatchObject({ code: "not_found" });
    const running = await makeAttempt(await makeCandidate(owner.orgId, assessment.versionId), {
      state: "in_progress",
    });
    await expect(decide(owner, { ...input, attemptId: running.id })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await db.decision.count({ where: { attemptId: attempt.id } })).toBe(0);
  });
});

describe("a report", () => {
  it("shows every test with its verdict, the key beside the choice, and what waits for a reviewer", async () => {
    const { owner, attempt } = await makeGraded();
    const report = await getReport(owner, attempt.id);
    expect(report.headline.replaceAll("\u00a0", " ")).toBe(
      "26.67 of 60, the only one scored so far. Cut score 33 of 60 (55 %). 38 of 60 min.",
    );
    expect(report.reviewNote).toBe("1 answer waits for a reviewer and is not in the score yet.");
    const [code, choice, text] = report.items;
    const tests = code?.groups.flatMap((group) => group.tests) ?? [];
    expect(tests.map((test) => [test.name, test.verdict, test.timeMs, test.memoryKb])).toEqual([
      ["sample/01", "AC", 12, 9400],
      ["secret/02", "AC", 13, 9400],
      ["secret/03", "WA", 14, 9400],
    ]);
    expect(tests[2]).toMatchObject({
      input: { text: "3 3\n", bytes: 4 },
      expected: { text: "6\n" },
      stdout: "7\n",
    });
    expect(choice?.options.map((row) => [row.id, row.chosen, row.correct])).toEqual([
      ["a", true, true],
      ["b", true, false],
      ["c", false, true],
    ]);
    expect(text).toMatchObject({ state: "needs_review", points: null, rubric: [{ title: "Trade-offs" }] });
  });

  it("hides a reviewer's points from the next reviewer until theirs are in", async () => {
    const { owner, attempt, itemId } = await makeGraded();
    const [first, second] = await Promise.all([1, 2].map(() => makeStaff("reviewer", owner.orgId)));
    if (!first || !second) throw new Error("two reviewers were made");
    const input = { attemptId: attempt.id, itemId, points: 30, comment: "Clear." };
    await scoreItem(first, input);
    const seen = async (reader: typeof first) => (await getReport(reader, attempt.id)).items[2];
    expect(await seen(second)).toMatchObject({ reviews: [], hiddenReviews: 1 });
    expect(await seen(owner)).toMatchObject({ reviews: [{ points: 30 }], hiddenReviews: 0 });
    await scoreItem(second, { ...input, points: 10 });
    expect((await seen(second))?.reviews.map((row) => row.points)).toEqual([30, 10]);
  });
});

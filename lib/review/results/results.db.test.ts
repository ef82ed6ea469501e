import { describe, expect, test } from "vitest";
import { setAfterwards } from "#lib/assessments/afterwards/commands.ts";
import type { RESULT_SHARING } from "#lib/assessments/afterwards/schema.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeAttempt, makeCandidate, makeStaff, makeSubmissions } from "#prisma/factories.ts";
import { scoreItem } from "../commands.ts";
import { getAfterwards } from "./queries.ts";
import { sharedResult } from "./rules.ts";

const DAY_MS = 86_400_000;

async function taken(submittedAt = new Date()) {
  const staff = await makeStaff("manager");
  const assessment = await makeAssessment(staff.orgId);
  const made = await makeCandidate(staff.orgId, assessment.versionId);
  const { id: userId } = await db.user.create({ data: { email: made.candidate.email, name: "Ada" } });
  await db.candidate.update({ where: { id: made.candidate.id }, data: { userId } });
  const { id: attemptId } = await makeAttempt(made, { points: 26.67, maxPoints: 60, submittedAt });
  await makeSubmissions(attemptId, assessment);
  const actor: CandidateActor = { kind: "candidate", userId, name: "Ada", email: "", sessionId: "" };
  const share = (resultSharing: (typeof RESULT_SHARING)[number], replyWithinDays: number | null = null) =>
    setAfterwards(staff, { assessmentId: assessment.assessmentId, resultSharing, replyWithinDays });
  const review = () =>
    scoreItem(staff, { attemptId, itemId: assessment.text.itemId, points: 30, comment: "REVIEWERS-WORDS" });
  return { staff, assessment, actor, attemptId, share, review };
}

describe("a result", () => {
  test("is not shown unless the team shares it, and not before people have read all of it", async () => {
    const { actor, attemptId, share, review } = await taken();
    const result = async () => (await getAfterwards(actor, attemptId)).result;
    expect(await result()).toEqual({ state: "not_shared" });
    await share("score");
    expect(await result()).toEqual({ state: "pending" });
    await review();
    expect(await result()).toEqual({ state: "shown", points: 56.67, maxPoints: 100, questions: null });
    await share("questions");
    expect(await result()).toMatchObject({
      questions: [
        { ordinal: 1, title: "Sum of numbers", points: 26.67, maxPoints: 40 },
        { ordinal: 2, points: 0, maxPoints: 20 },
        { ordinal: 3, points: 30, maxPoints: 40 },
      ],
    });
    await share("nothing");
    expect(await result()).toEqual({ state: "not_shared" });
  });

  test("tells of no test, no verdict, no key and no reviewer's word", async () => {
    const { actor, attemptId, share, review } = await taken();
    await share("questions");
    await review();
    const told = JSON.stringify(await getAfterwards(actor, attemptId));
    expect(told).not.toMatch(/secret|verdict|AC|WA|correct|REVIEWERS-WORDS|test/i);
  });

  test("is not shown of an attempt that a withdrawal ended", () => {
    const facts = { sharing: "questions", graded: true, items: [] } as const;
    expect(sharedResult({ ...facts, closed: true })).toEqual({ state: "not_shared" });
    expect(sharedResult({ ...facts, closed: false })).toMatchObject({ state: "shown" });
  });

  test("is its own candidate's alone", async () => {
    const [mine, theirs] = [await taken(), await taken()];
    await mine.share("score");
    await expect(getAfterwards(theirs.actor, mine.attemptId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("what candidates are told afterwards", () => {
  test("names the day by which the team answers, and says when it has passed", async () => {
    const { actor, attemptId, share } = await taken();
    expect(await getAfterwards(actor, attemptId)).toMatchObject({ replyBy: null, replyIsLate: false });
    await share("nothing", 7);
    const { replyBy, replyIsLate } = await getAfterwards(actor, attemptId);
    const { submittedAt } = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect(replyBy?.getTime()).toBe((submittedAt?.getTime() ?? 0) + 7 * DAY_MS);
    expect(replyIsLate).toBe(false);
    const long = await taken(new Date(Date.now() - 8 * DAY_MS));
    await long.share("nothing", 7);
    expect((await getAfterwards(long.actor, long.attemptId)).replyIsLate).toBe(true);
  });

  test("is set by managers of the own team, and each change is audited once", async () => {
    const { staff, assessment, share } = await taken();
    await share("questions", 10);
    await share("questions", 10);
    const lines = await db.auditEvent.findMany({
      where: { subjectId: assessment.assessmentId, action: "assessment.afterwards_changed" },
    });
    expect(lines.map(({ data }) => data)).toMatchObject([
      { from: "nothing", to: "questions", replyWithinDays: 10 },
    ]);
    const input = {
      assessmentId: assessment.assessmentId,
      resultSharing: "score" as const,
      replyWithinDays: null,
    };
    for (const stranger of [await makeStaff("reviewer", staff.orgId), await makeStaff("owner")])
      await expect(setAfterwards(stranger, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

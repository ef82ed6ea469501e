import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { saveAnswer } from "./commands.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

/** An attempt that was handed in, and what its devices still send. */
async function handedIn() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const code = { attemptId, itemId: assessment.itemIds[0] };
  await saveAnswer(actor, code, { revision: 1, content: python("in time") });
  await submitAttempt(actor, attemptId);
  const late = (revision: number, source: string) =>
    saveAnswer(actor, code, { revision, content: python(source) }).then(
      () => "saved",
      (error: Error) => error.message,
    );
  const kept = async () => {
    const where = { late: true, answer: { attemptId } };
    const rows = await db.answerRevision.findMany({ where, orderBy: { revision: "asc" } });
    return rows.map(({ revision, content }) => [revision, (content as { source: string }).source]);
  };
  return { attemptId, late, kept };
}

const KEPT = "You have submitted. This edit is kept, and shown to reviewers as late.";

test("late edits of two devices under one number are both kept, each once, however often and at once they are sent", async () => {
  const { late, kept } = await handedIn();
  const both = () => Promise.all([late(2, "laptop"), late(2, "phone")]);
  expect(await both()).toEqual([KEPT, KEPT]);
  expect(await both()).toEqual([KEPT, KEPT]);
  const rows = await kept();
  expect(rows.map(([revision]) => revision)).toEqual([2, 3]);
  expect(new Set(rows.map(([, source]) => source))).toEqual(new Set(["laptop", "phone"]));
  expect(await late(3, "laptop, later")).toBe(KEPT);
  expect(await kept()).toContainEqual([4, "laptop, later"]);
});

test("of an edit that comes too late only what is true is said", async () => {
  const { attemptId, late, kept } = await handedIn();
  expect(await late(2, "in time")).toContain("This is what was handed in.");
  const { id: answerId } = await db.answer.findFirstOrThrow({ where: { attemptId } });
  const data = Array.from({ length: 100 }, (_, index) => ({
    answerId,
    revision: 10 + index,
    content: python(`late ${index}`),
    savedAt: new Date(),
    late: true,
  }));
  await db.answerRevision.createMany({ data });
  expect(await late(10, "late 0")).toBe(KEPT);
  expect(await late(200, "one more")).toContain("This edit is not kept");
  await db.answerRevision.deleteMany({ where: { answerId } });
  await db.attempt.update({ where: { id: attemptId }, data: { erasedAt: new Date() } });
  expect(await late(201, "after the erasure")).toContain("This edit is not kept");
  expect(await kept()).toEqual([]);
});

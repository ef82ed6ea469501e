import { describe, expect, test } from "vitest";
import type { ChoiceDefinition, TextDefinition } from "#lib/assessments/schema.ts";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { getAttempt } from "#lib/attempts/room/queries.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import { db } from "#lib/platform/db.ts";
import { getReport } from "#lib/review/reports/queries.ts";
import { makeAssessmentOf, makeCandidate, publishNextVersion } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { handleGradeAttempt } from "../jobs.ts";
import { regradeByKey } from "./commands.ts";

const short = (...accepted: NonNullable<TextDefinition["short"]>["accepted"]): TextDefinition => ({
  type: "text",
  minWords: null,
  maxWords: null,
  rubric: [],
  short: { accepted, caseSensitive: false, spaces: "one" },
});
const OPTIONS = ["a", "b"].map((id) => ({ id, text: id }));
const choice = (correct: string[], options = OPTIONS): ChoiceDefinition => ({
  type: "choice",
  multiple: false,
  options,
  correct,
});
const WRITTEN: TextDefinition = { type: "text", minWords: null, maxWords: null, rubric: [] };

async function handedIn(text: string | null) {
  const made = await makeAssessmentOf(short({ text: "SECRETKEY" }), choice(["a"]), WRITTEN);
  const [line = "", pick = "", written = ""] = made.itemIds;
  const { actor, invitationId } = await makeCandidate(made);
  const { attemptId } = await startAttempt(actor, invitationId);
  const save = (itemId: string, content: unknown) =>
    saveAnswer(actor, { attemptId, itemId }, { revision: 1, content });
  if (text !== null) await save(line, { text });
  await save(pick, { choices: ["b"] });
  await save(written, { text: "For a person." });
  const view = await getAttempt(actor, attemptId);
  await submitAttempt(actor, attemptId);
  await handleGradeAttempt({ attemptId });
  const manager = await makeStaff("manager", made.orgId);
  return { attemptId, manager, view, line, pick, save };
}

describe("a short answer", () => {
  test.each([
    ["secretkey", 10],
    [" SecretKey ", 10],
    ["another", 0],
    ["", 0],
    [null, 0],
  ])("of %j earns its points by the key, and no person waits for it", async (text, points) => {
    const { attemptId, manager } = await handedIn(text);
    const report = await getReport(manager, attemptId);
    expect(report.items.map((item) => [item.points, item.state])).toEqual([
      [points, "scored"],
      [0, "scored"],
      [null, "needs_review"],
    ]);
    expect(report.items[0]?.accepted).toEqual([{ text: "SECRETKEY", met: points > 0 }]);
    expect(report.score).toEqual({ points, maxPoints: 20 });
  });

  test("is one line, and its key stays with us", async () => {
    const { view, line, save } = await handedIn("x");
    expect(view.questions[0]).toMatchObject({ type: "text", short: "text" });
    expect(view.questions[2]).toMatchObject({ type: "text", short: null });
    expect(JSON.stringify(view)).not.toContain("SECRETKEY");
    for (const text of ["two\nlines", "x".repeat(201)])
      await expect(save(line, { text })).rejects.toMatchObject({
        code: "invalid",
        errors: [{ pointer: "/content/text" }],
      });
  });
});

describe("a key that its author mends", () => {
  const why = "The key missed a spelling.";

  test("grades what was handed in before, in one step, and says so", async () => {
    const { attemptId, manager, line, pick } = await handedIn("Zweite");
    const lineKey = await publishNextVersion(line, short({ text: "SECRETKEY" }, { text: "zweite" }));
    await publishNextVersion(pick, choice(["b"]));
    expect(await regradeByKey(manager, { attemptId, why })).toBe(2);
    const report = await getReport(manager, attemptId);
    expect(report.state).toBe("graded");
    expect(report.score).toEqual({ points: 20, maxPoints: 20 });
    expect(report.items[0]?.accepted).toEqual([
      { text: "SECRETKEY", met: false },
      { text: "zweite", met: true },
    ]);
    expect(report.items[1]?.options.find((option) => option.id === "b")).toMatchObject({ correct: true });
    const stored = await db.submission.findFirstOrThrow({ where: { attemptId, itemId: line } });
    expect(stored).toMatchObject({ keyVersionId: lineKey, graderVersion: 2 });
    const where = { action: "attempt.regraded", subjectId: attemptId };
    expect(await db.auditEvent.findFirst({ where })).toMatchObject({
      actorId: manager.userId,
      data: { why, scope: "key", submissions: 2, changed: 2, before: { points: "0.00" } },
    });
  });

  test("decides nothing where it asks for something else now", async () => {
    const { attemptId, manager, line, pick } = await handedIn("secretkey");
    await publishNextVersion(line, WRITTEN);
    await publishNextVersion(pick, choice(["b"], [...OPTIONS, { id: "c", text: "c" }]));
    await regradeByKey(manager, { attemptId, why });
    expect((await getReport(manager, attemptId)).score).toEqual({ points: 10, maxPoints: 20 });
  });

  test("is applied by those who may change a score, in their own organisation", async () => {
    const { attemptId, manager } = await handedIn("x");
    const reviewer = await makeStaff("reviewer", manager.orgId);
    await expect(regradeByKey(reviewer, { attemptId, why })).rejects.toMatchObject({ name: "DomainError" });
    await expect(regradeByKey(await makeStaff(), { attemptId, why })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

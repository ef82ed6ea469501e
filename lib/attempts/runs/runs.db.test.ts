import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import {
  makeAssessment,
  makeCandidate,
  setSecondsLeft,
  type TestAssessment,
} from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { announceRun, requestRun } from "./commands.ts";
import { getRun, waitForRun } from "./queries.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const body = { questionId: assessment.itemIds[0], language: "python", source: "print(4)" };
  return { actor, attemptId, body };
}

function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );
}

const result = { tests: [{ name: "01-two", verdict: "AC" as const, timeMs: 12, memoryKb: 9000 }] };

async function finish(runId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.run.update({
      where: { id: runId },
      data: { state: "done", verdict: "AC", result, finishedAt: new Date() },
    });
    await announceRun(tx, runId);
  });
}

describe("a run", () => {
  test("in a burst of presses is taken twice; the surplus is refused at once, and the next press counts again", async () => {
    const { actor, attemptId, body } = await started();
    const codes = await Promise.all(
      Array.from({ length: 200 }, () => codeOf(requestRun(actor, attemptId, body))),
    );
    expect(codes.filter((code) => code === "done")).toHaveLength(2);
    expect(codes.filter((code) => code === "throttled")).toHaveLength(198);
    // The surplus took nothing of the minute's runs, and left no press behind.
    await db.run.updateMany({ where: { attemptId }, data: { state: "done", finishedAt: new Date() } });
    expect(await codeOf(requestRun(actor, attemptId, body))).toBe("done");
  });

  test("is queued with its job, and wakes the waiting request as it ends", async () => {
    const { actor, attemptId, body } = await started();
    const { runId } = await requestRun(actor, attemptId, body);
    expect(await getRun(actor, { attemptId, runId })).toMatchObject({
      runId,
      state: "queued",
      // No worker beats in this test's database.
      waitsFor: "judge",
      verdict: null,
      tests: [],
    });
    const waiting = waitForRun(actor, { attemptId, runId }, 4_000);
    const begun = performance.now();
    await finish(runId);
    expect(await waiting).toMatchObject({ runId, state: "done", verdict: "AC", ...result });
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  test("that takes longer than the wait is answered as it stands", async () => {
    const { actor, attemptId, body } = await started();
    const { runId } = await requestRun(actor, attemptId, body);
    expect((await waitForRun(actor, { attemptId, runId }, 50)).state).toBe("queued");
  });

  test("may have one beside it, and no third", async () => {
    const { actor, attemptId, body } = await started();
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(requestRun(actor, attemptId, body))));
    expect(codes.toSorted()).toEqual(["done", "done", "throttled"]);
    expect(await db.run.count({ where: { attemptId } })).toBe(2);
  });

  test("is refused with the reason: wrong language, a question without code, too much input, time over", async () => {
    const { actor, attemptId, body } = await started();
    expect(await codeOf(requestRun(actor, attemptId, { ...body, language: "cobol" }))).toBe("invalid");
    expect(await codeOf(requestRun(actor, attemptId, { ...body, stdin: "x".repeat(65_537) }))).toBe(
      "invalid",
    );
    const choice = { ...body, questionId: assessment.itemIds[1] };
    expect(await codeOf(requestRun(actor, attemptId, choice))).toBe("not_found");
    await setSecondsLeft(attemptId, -40);
    expect(await codeOf(requestRun(actor, attemptId, body))).toBe("deadline_passed");
  });

  test("of somebody else reads as not found", async () => {
    const [mine, theirs] = [await started(), await started()];
    const { runId } = await requestRun(theirs.actor, theirs.attemptId, theirs.body);
    expect(await codeOf(requestRun(mine.actor, theirs.attemptId, mine.body))).toBe("not_found");
    expect(await codeOf(getRun(mine.actor, { attemptId: theirs.attemptId, runId }))).toBe("not_found");
    expect(await codeOf(getRun(mine.actor, { attemptId: mine.attemptId, runId }))).toBe("not_found");
  });
});

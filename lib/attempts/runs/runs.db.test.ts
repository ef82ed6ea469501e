import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";
import {
  makeAssessment,
  makeAssessmentWithoutSamples,
  makeCandidate,
  setSecondsLeft,
  type TestAssessment,
} from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { announceRun, requestRun, trimRuns } from "./commands.ts";
import { getRun, waitForRun } from "./queries.ts";
import { WHOLE_RUN_BYTES, WHOLE_RUNS } from "./rules.ts";

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

  test("without input of one's own is refused before it is queued where the question has no samples", async () => {
    const bare = await makeAssessmentWithoutSamples();
    const { actor, invitationId } = await makeCandidate(bare);
    const { attemptId } = await startAttempt(actor, invitationId);
    const body = { questionId: bare.itemIds[0] ?? "", language: "python", source: "print(4)" };
    await expect(requestRun(actor, attemptId, body)).rejects.toMatchObject({
      code: "invalid",
      message: "This question has no samples: give input of your own.",
    });
    expect(await db.run.count({ where: { attemptId } })).toBe(0);
    expect(await codeOf(requestRun(actor, attemptId, { ...body, stdin: "" }))).toBe("done");
  });

  test("of somebody else reads as not found", async () => {
    const [mine, theirs] = [await started(), await started()];
    const { runId } = await requestRun(theirs.actor, theirs.attemptId, theirs.body);
    expect(await codeOf(requestRun(mine.actor, theirs.attemptId, mine.body))).toBe("not_found");
    expect(await codeOf(getRun(mine.actor, { attemptId: theirs.attemptId, runId }))).toBe("not_found");
    expect(await codeOf(getRun(mine.actor, { attemptId: mine.attemptId, runId }))).toBe("not_found");
  });
});

describe("what the runs of a question hold", () => {
  /** Runs one after the other, as the judge leaves them; the sources do not compress. */
  async function finished(count: number, bytes: number, itemId = assessment.itemIds[0]) {
    const { attemptId } = await started();
    const at = Date.now();
    const data = Array.from({ length: count }, (_, index) => ({
      id: newId(),
      attemptId,
      itemId,
      language: "python",
      source: randomBytes(bytes / 2).toString("hex"),
      stdin: index % 2 === 0 ? "7" : null,
      state: "done" as const,
      verdict: "WA" as const,
      result,
      createdAt: new Date(at + index),
      finishedAt: new Date(at + index),
    }));
    await db.run.createMany({ data });
    return { attemptId, ids: data.map(({ id }) => id) };
  }
  const trim = (runId = "") => db.$transaction((tx) => trimRuns(tx, runId));
  const read = (attemptId: string) =>
    db.run.findMany({ where: { attemptId }, orderBy: { createdAt: "desc" } });

  test("is whole for the last ones; of the others the times and verdicts stay", async () => {
    const { attemptId, ids } = await finished(WHOLE_RUNS + 5, 100);
    await trim(ids.at(-1));
    const rows = await read(attemptId);
    expect(rows.map(({ source }) => source !== "")).toEqual(rows.map((_, index) => index < WHOLE_RUNS));
    expect(rows.at(-1)).toMatchObject({ stdin: "", verdict: "WA", result: { tests: [] } });
    expect(rows.at(-2)).toMatchObject({ source: "", stdin: null, verdict: "WA" });
    expect(rows.every(({ finishedAt }) => finishedAt !== null)).toBe(true);
  });

  test("never takes more than its budget, however large the sources", async () => {
    const { attemptId, ids } = await finished(WHOLE_RUNS, 256 * 1024);
    await trim(ids.at(-1));
    const [{ bytes } = { bytes: 0 }] = await db.$queryRaw<{ bytes: number }[]>`
      select sum(pg_column_size(source))::int as bytes from run where "attemptId" = ${attemptId}::uuid`;
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(WHOLE_RUN_BYTES);
  });

  test("leaves what is still to be judged, and other questions, as they are", async () => {
    const { attemptId, ids } = await finished(WHOLE_RUNS + 2, 100);
    await db.run.update({
      where: { id: ids[0] ?? "" },
      data: { state: "queued", verdict: null, finishedAt: null },
    });
    await db.run.update({ where: { id: ids[1] ?? "" }, data: { itemId: assessment.itemIds[1] } });
    await trim(ids.at(-1));
    expect((await read(attemptId)).every(({ source }) => source !== "")).toBe(true);
  });
});

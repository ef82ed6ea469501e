import { beforeAll, describe, expect, test } from "vitest";
import { getTime } from "#lib/attempts/clock/queries.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { judgeRun } from "#lib/attempts/jobs.ts";
import { openPractice } from "#lib/attempts/practice/commands.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { beginRun, finishRun } from "../commands.ts";
import { gradingBindings } from "../jobs.ts";
import { LANGUAGES } from "../languages.ts";
import { sweepJudging } from "../recovery/commands.ts";
import type { Judge } from "../sandbox/detect.ts";

/* No worker runs here: what one would leave behind is written as it would, and the sweep is called by hand. */

const WORKER = "a-worker";
const LONG_AGO = new Date(0);
const BODY = { language: "python", source: "print(2 * int(input()))\n", stdin: "1" };
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

async function started(candidate?: Awaited<ReturnType<typeof makeCandidate>>) {
  const { actor, invitationId } = candidate ?? (await makeCandidate(assessment));
  const { attemptId, deadlineAt } = await startAttempt(actor, invitationId);
  return { actor, attemptId, deadlineAt: Date.parse(deadlineAt) };
}

/** A person at a second invitation: by the account it was accepted with, or by the address alone. */
async function again(own: Actor & { kind: "candidate" }, by: "account" | "address") {
  const other = await makeCandidate(assessment);
  const data = by === "account" ? { userId: own.userId } : { email: own.email };
  await db.candidate.update({ where: { id: other.candidateId }, data });
  return { ...other, actor: by === "account" ? own : other.actor };
}

async function press(actor: Actor, attemptId: string): Promise<string> {
  const items = await db.assessmentItem.findMany({
    where: {
      assessmentVersion: { attempts: { some: { id: attemptId } } },
      questionVersion: { question: { type: "code" } },
    },
  });
  const { runId } = await requestRun(actor, attemptId, { questionId: items[0]?.id ?? "", ...BODY });
  return runId;
}

/** A press that has been judged for a minute, and still is. */
async function hold(actor: Actor, attemptId: string): Promise<void> {
  const id = await press(actor, attemptId);
  await db.run.update({ where: { id }, data: { state: "running", createdAt: ago(60), startedAt: ago(60) } });
}

/** A press of `from` seconds ago that waited so long; of one that waits until now the sweep comes by. Then all runs are over. */
async function wait(actor: Actor, attemptId: string, from: number, seconds: number): Promise<void> {
  const id = await press(actor, attemptId);
  await db.run.update({ where: { id }, data: { createdAt: ago(from) } });
  if (from === seconds) await sweepJudging();
  await beginRun(id, WORKER);
  await db.run.update({
    where: { id },
    data: { createdAt: ago(from), startedAt: ago(from - seconds) },
  });
  await finishRun(id, { state: "done", verdict: "AC", result: { tests: [] } });
  const over = { createdAt: LONG_AGO, startedAt: LONG_AGO, finishedAt: LONG_AGO };
  await db.run.updateMany({ data: { state: "done", ...over } });
}

const movedSeconds = async (seat: { actor: Actor; attemptId: string; deadlineAt: number }) =>
  Math.round((Date.parse((await getTime(seat.actor, seat.attemptId)).deadlineAt) - seat.deadlineAt) / 1000);

async function jobOf(id: string) {
  const rows = await db.$queryRaw<{ group: string | null }[]>`
    select group_id as "group" from pgboss.job where name = ${judgeRun.name} and id = ${id}::uuid`;
  return rows[0];
}

describe("a wait in the queue", () => {
  test("behind the same person's runs gives nothing back, behind others' it does", async () => {
    const own = await makeCandidate(assessment);
    const seat = await started(own);
    for (const by of ["account", "address"] as const) {
      const other = await started(await again(own.actor, by));
      await hold(other.actor, other.attemptId);
      await wait(seat.actor, seat.attemptId, 61, 61);
    }
    const { invitationId } = await again(own.actor, "account");
    await hold(own.actor, (await openPractice(own.actor, invitationId)).attemptId);
    await wait(seat.actor, seat.attemptId, 61, 61);
    expect(await movedSeconds(seat)).toBe(0);
    const stranger = await started();
    await hold(stranger.actor, stranger.attemptId);
    await wait(seat.actor, seat.attemptId, 61, 61);
    expect(await movedSeconds(seat)).toBe(61);
  });

  test("gives back a quarter of the time at most, whoever makes the queue", async () => {
    const seat = await started();
    for (const from of [4_000, 3_000, 2_000, 1_000]) await wait(seat.actor, seat.attemptId, from, 290);
    expect(await movedSeconds(seat)).toBe(600);
  });

  test("stands in the ledger with what it moved the end by: what two have in common counts once", async () => {
    const seat = await started();
    await wait(seat.actor, seat.attemptId, 1_000, 120);
    await wait(seat.actor, seat.attemptId, 990, 100);
    await wait(seat.actor, seat.attemptId, 900, 50);
    const { credits } = await getTime(seat.actor, seat.attemptId);
    expect(credits.map(({ kind, seconds }) => [kind, seconds])).toEqual([
      ["judge_wait", 120],
      ["included", 0],
      ["judge_wait", 30],
    ]);
    expect(await movedSeconds(seat)).toBe(150);
  });
});

test("a practice is given no time, and its runs have lanes of their own behind everybody's", async () => {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await openPractice(actor, invitationId);
  const id = await press(actor, attemptId);
  expect(await jobOf(id)).toEqual({ group: "practice:python" });
  await db.$executeRaw`delete from pgboss.job where name = ${judgeRun.name} and id = ${id}::uuid`;
  await db.run.update({ where: { id }, data: { createdAt: ago(100) } });
  await sweepJudging();
  expect(await jobOf(id)).toEqual({ group: "practice:python" });
  expect(await db.timeCredit.count({ where: { attemptId } })).toBe(0);
  const judge = { sandbox: {}, runtimes: new Map(LANGUAGES.map((language) => [language.id, {}])) };
  const lanes = gradingBindings(judge as unknown as Judge, 2, WORKER).filter(({ job }) => job === judgeRun);
  const takers = (group: string) =>
    lanes.filter(({ skipGroups }) => !skipGroups?.includes(group)).map(({ slots }) => slots);
  expect([takers("python"), takers("practice:python")]).toEqual([[2], [1]]);
});

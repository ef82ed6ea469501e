import { beforeAll, describe, expect, test } from "vitest";
import { PRACTICE_ORG_ID } from "#lib/assessments/practice/commands.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { setExtraTime, shareExtraTime } from "./accommodations/commands.ts";
import { agreementId } from "./agreement/rules.ts";
import { saveAnswer } from "./answers/commands.ts";
import { agreeAndStart, startAttempt } from "./commands.ts";
import { recordEvents } from "./events/commands.ts";
import { handlePurgePractices, noteReady, openPractice, restartPractice } from "./practice/commands.ts";
import { getCheckProgram } from "./practice/queries.ts";
import { getPreflight, listInvitations } from "./queries.ts";
import { getAttempt } from "./room/queries.ts";
import { requestRun } from "./runs/commands.ts";
import { submitAttempt } from "./submissions/commands.ts";
import { handleExpireAttempts } from "./submissions/jobs.ts";

/* What a candidate does before the clock runs. */

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const WORDS = { locale: "en", text: "Your answers are recorded.\nI agree." };

describe("agreeing to what is recorded", () => {
  test("is kept with its time and its very words, in the start itself", async () => {
    const { actor, invitationId } = await makeCandidate(assessment);
    await agreeAndStart(actor, invitationId, WORDS);
    const kept = await db.invitation.findUniqueOrThrow({
      where: { id: invitationId },
      include: { agreedText: true, attempt: true },
    });
    expect(kept.agreedText).toMatchObject({ id: agreementId(WORDS), ...WORDS });
    expect(kept.agreedAt?.getTime()).toBeLessThanOrEqual(kept.attempt?.startedAt.getTime() ?? 0);
    await expect(
      db.agreementText.update({ where: { id: agreementId(WORDS) }, data: { text: "Other words." } }),
    ).rejects.toThrow(/append-only/);
  });

  test("is what the page's start is refused without; the bare API call says nothing of it, and keeps nothing", async () => {
    const { actor, invitationId } = await makeCandidate(assessment);
    await expect(agreeAndStart(actor, invitationId, null)).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/agree" }],
    });
    expect(await db.attempt.count({ where: { invitationId } })).toBe(0);
    await startAttempt(actor, invitationId);
    const { agreedAt } = await db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(agreedAt).toBeNull();
  });
});

describe("one's own extra time", () => {
  test("is in what one is told before, and in the clock; the larger of two counts; a clock that runs keeps its time", async () => {
    const { actor, invitationId } = await makeCandidate(assessment, 1.25);
    await setExtraTime(actor, { percent: 50 });
    expect((await getPreflight(actor, invitationId)).plan).toEqual({
      baseMinutes: 40,
      extraPercent: 50,
      totalMinutes: 60,
    });
    const { startedAt, deadlineAt, attemptId } = await startAttempt(actor, invitationId);
    expect(Date.parse(deadlineAt) - Date.parse(startedAt)).toBe(60 * 60_000);
    await setExtraTime(actor, { percent: 100 });
    expect((await getAttempt(actor, attemptId)).deadlineAt).toBe(deadlineAt);
    expect((await getPreflight(actor, invitationId)).plan.extraPercent).toBe(50);
  });

  test("may be shared with one's own team only, and not once the clock runs", async () => {
    const [mine, theirs] = [await makeCandidate(assessment), await makeCandidate(assessment)];
    await expect(shareExtraTime(mine.actor, theirs.invitationId, true)).rejects.toMatchObject({
      code: "not_found",
    });
    await shareExtraTime(mine.actor, mine.invitationId, true);
    expect((await getPreflight(mine.actor, mine.invitationId)).ownExtra.shared).toBe(true);
    await startAttempt(mine.actor, mine.invitationId);
    await expect(shareExtraTime(mine.actor, mine.invitationId, false)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  test("leaves no line in the audit trail", async () => {
    const before = await db.auditEvent.count();
    const { actor, invitationId } = await makeCandidate(assessment);
    await setExtraTime(actor, { percent: 75 });
    await shareExtraTime(actor, invitationId, true);
    await agreeAndStart(actor, invitationId, WORDS);
    expect(await db.auditEvent.count()).toBe(before);
  });
});

/** A practice with something of everything in it. */
async function practised() {
  const candidate = await makeCandidate(assessment);
  const { attemptId } = await openPractice(candidate.actor, candidate.invitationId);
  const view = await getAttempt(candidate.actor, attemptId);
  const program = await getCheckProgram(candidate.actor, attemptId, "python");
  if (!program) throw new Error("nothing to run");
  const target = { attemptId, itemId: program.questionId };
  const { language, source } = program;
  for (const revision of [1, 2]) {
    const content = { language, source: `${source}# ${revision}\n` };
    await saveAnswer(candidate.actor, target, { revision, content });
  }
  const { runId } = await requestRun(candidate.actor, attemptId, program);
  const leaving = { id: crypto.randomUUID(), kind: "left_page" as const, at: new Date().toISOString() };
  await recordEvents(candidate.actor, attemptId, { events: [leaving] });
  return { ...candidate, attemptId, view, runId };
}

describe("a practice", () => {
  test("asks invented questions of the assessment's kinds, in its languages; pressed twice it is one", async () => {
    const { actor, invitationId } = await makeCandidate(assessment);
    const opened = await Promise.all([1, 2, 3].map(() => openPractice(actor, invitationId)));
    expect(new Set(opened.map(({ attemptId }) => attemptId)).size).toBe(1);
    const view = await getAttempt(actor, opened[0]?.attemptId ?? "");
    expect(view.practice).toEqual({ invitationId });
    expect(view.questions.map(({ type }) => type)).toEqual(["code", "choice", "text"]);
    const german = await getAttempt(actor, view.attemptId, "de");
    expect(german.questions.map(({ title, lang }) => [title, lang])).toEqual([
      ["Doppelt so viel", "de"],
      ["Wann ist es gespeichert?", "de"],
      ["Ein paar Worte", "de"],
    ]);
    const options = german.questions.flatMap((one) => (one.type === "choice" ? one.options : []));
    expect(options[0]).toEqual({ id: "all", text: "Alles seit dem letzten Ausführen" });
    const [code] = view.questions;
    expect(code?.type === "code" && code.languages.map(({ id }) => id)).toEqual(["python", "javascript"]);
    const real = await db.assessmentItem.findMany({ where: { assessmentVersionId: assessment.versionId } });
    expect(view.questions.some(({ id }) => real.some((item) => item.id === id))).toBe(false);
  });

  test("belongs to nobody's organisation, is never handed in, and outlives no start", async () => {
    const { actor, invitationId, attemptId, candidateId } = await practised();
    const row = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect([row.orgId, row.invitationId]).toEqual([PRACTICE_ORG_ID, null]);
    await expect(submitAttempt(actor, attemptId)).rejects.toMatchObject({ code: "conflict" });
    const { rows } = await listInvitations(actor);
    expect(rows.map(({ status, attemptId: id }) => [status, id])).toEqual([["ready", null]]);

    const started = await startAttempt(actor, invitationId);
    const left = await db.attempt.findMany({ where: { candidateId } });
    expect(left.map(({ id }) => id)).toEqual([started.attemptId]);
    expect(await db.run.count({ where: { attemptId } })).toBe(0);
    expect(await db.answer.count({ where: { attemptId } })).toBe(0);
    expect((await getAttempt(actor, started.attemptId)).events).toEqual([]);
    await expect(openPractice(actor, invitationId)).rejects.toMatchObject({ code: "gone" });
  });

  test("begun anew is empty; somebody else's cannot be opened", async () => {
    const { actor, invitationId, attemptId } = await practised();
    const anew = await restartPractice(actor, invitationId);
    expect(anew.attemptId).not.toBe(attemptId);
    expect((await getAttempt(actor, anew.attemptId)).questions.every(({ answer }) => answer === null)).toBe(
      true,
    );
    const stranger = await makeCandidate(assessment);
    await expect(openPractice(stranger.actor, invitationId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getAttempt(stranger.actor, anew.attemptId)).rejects.toMatchObject({ code: "not_found" });
    await expect(getCheckProgram(stranger.actor, anew.attemptId, "python")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("of a candidacy that ended is not handed in by the sweep, and is taken away at night", async () => {
    const { candidateId, attemptId } = await practised();
    await db.candidate.update({ where: { id: candidateId }, data: { withdrawnAt: new Date() } });
    await handleExpireAttempts();
    expect(await db.attempt.findUnique({ where: { id: attemptId } })).toMatchObject({ state: "in_progress" });
    await handlePurgePractices();
    expect(await db.attempt.findUnique({ where: { id: attemptId } })).toBeNull();
  });
});

describe("the mark that a device is ready", () => {
  test("is given for a save and a run that our own records show, and for nothing else", async () => {
    const { actor, invitationId, runId } = await practised();
    expect(await noteReady(actor, invitationId, runId)).toEqual({ ready: false });
    await db.run.update({
      where: { id: runId },
      data: { state: "done", verdict: "WA", finishedAt: new Date(), result: { tests: [] } },
    });
    expect(await noteReady(actor, invitationId, runId)).toEqual({ ready: false });
    await db.run.update({ where: { id: runId }, data: { verdict: "AC" } });
    expect(await noteReady(actor, invitationId, null)).toEqual({ ready: false });
    expect((await getPreflight(actor, invitationId)).ready).toBeNull();
    expect(await noteReady(actor, invitationId, runId)).toEqual({ ready: true });
    expect((await getPreflight(actor, invitationId)).ready).toMatchObject({ language: "python" });
    const hourAgo = new Date(Date.now() - 3_600_000);
    await db.run.update({ where: { id: runId }, data: { finishedAt: hourAgo } });
    expect(await noteReady(actor, invitationId, runId)).toEqual({ ready: false });
  });

  test("is not given for another candidate's run", async () => {
    const [mine, theirs] = [await practised(), await practised()];
    await db.run.update({
      where: { id: theirs.runId },
      data: { state: "done", verdict: "AC", finishedAt: new Date(), result: { tests: [] } },
    });
    expect(await noteReady(mine.actor, mine.invitationId, theirs.runId)).toEqual({ ready: false });
    await expect(noteReady(mine.actor, theirs.invitationId, theirs.runId)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

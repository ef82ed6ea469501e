import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { saveAnswer } from "./answers/commands.ts";
import { startAttempt } from "./commands.ts";
import { getSubmitted, listInvitations } from "./queries.ts";
import { getAttempt } from "./room/queries.ts";
import { requestRun } from "./runs/commands.ts";
import { getRun } from "./runs/queries.ts";
import { submitAttempt } from "./submissions/commands.ts";
import { handleExpireAttempts } from "./submissions/jobs.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

/** The person has another live candidacy, so their session lives on whatever ends this one. */
async function started() {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  const other = await makeCandidate(assessment);
  await db.candidate.update({ where: { id: other.candidateId }, data: { userId: actor.userId } });
  const { attemptId } = await startAttempt(actor, invitationId);
  const code = { attemptId, itemId: assessment.itemIds[0] };
  await saveAnswer(actor, code, { revision: 1, content: python("saved") });
  const run = { questionId: code.itemId, ...python("print(4)") };
  const { runId } = await requestRun(actor, attemptId, run);
  return { actor, invitationId, candidateId, attemptId, code, run, runId, other };
}

const ENDINGS = {
  "a withdrawal": () => ({ withdrawnAt: new Date() }),
  "a partner's denial": () => ({ deniedAt: new Date(), lookupState: "denied" as const }),
};

describe.each(Object.entries(ENDINGS))("%s", (_name, ending) => {
  test("ends everything in the running attempt, and nothing in another candidacy", async () => {
    const { actor, invitationId, candidateId, attemptId, code, run, runId, other } = await started();
    await db.candidate.update({ where: { id: candidateId }, data: ending() });
    const tries = {
      save: () => saveAnswer(actor, code, { revision: 2, content: python("after") }),
      badSave: () => saveAnswer(actor, code, { revision: 2, content: { language: "cobol" } }),
      read: () => getAttempt(actor, attemptId),
      run: () => requestRun(actor, attemptId, run),
      readRun: () => getRun(actor, { attemptId, runId }),
      submit: () => submitAttempt(actor, attemptId),
    };
    for (const [name, attempt] of Object.entries(tries)) {
      await expect(attempt(), name).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(startAttempt(actor, invitationId)).rejects.toMatchObject({ code: "gone" });
    const { rows } = await listInvitations(actor);
    expect(rows.map((row) => [row.invitationId, row.status, row.deadlineAt])).toEqual([
      [other.invitationId, "ready", null],
      [invitationId, "ended", null],
    ]);
    expect((await startAttempt(actor, other.invitationId)).attemptId).toBeTruthy();
  });

  test("keeps what was saved: the sweep hands it in as a withdrawal", async () => {
    const { actor, candidateId, attemptId, code } = await started();
    await db.candidate.update({ where: { id: candidateId }, data: ending() });
    await handleExpireAttempts();
    expect(await getSubmitted(actor, attemptId)).toMatchObject({ submittedBy: "withdrawal", answered: 1 });
    const frozen = await db.submission.findFirstOrThrow({ where: { attemptId, itemId: code.itemId } });
    expect(frozen.content).toEqual(python("saved"));
  });

  test("after the candidate handed in changes nothing: the receipt is given again", async () => {
    const { actor, candidateId, attemptId } = await started();
    const first = await submitAttempt(actor, attemptId);
    await db.candidate.update({ where: { id: candidateId }, data: ending() });
    expect(await submitAttempt(actor, attemptId)).toEqual(first);
  });
});

import { expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate } from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import { getAttempt } from "../room/queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { flagQuestion } from "./commands.ts";

test("a flag is there on another device, once a question, until it is taken away; nobody else's can be set", async () => {
  const assessment = await makeAssessment();
  const [mine, theirs] = [await makeCandidate(assessment), await makeCandidate(assessment)];
  const { attemptId } = await startAttempt(mine.actor, mine.invitationId);
  const [code, choice] = assessment.itemIds;
  const set = (itemId: string, flagged: boolean, actor = mine.actor) =>
    flagQuestion(actor, { attemptId, itemId }, { flagged });
  const seen = async () => (await getAttempt(mine.actor, attemptId)).flagged;

  expect(await seen()).toEqual([]);
  await Promise.all([set(code, true), set(choice, true), set(code, true)]);
  expect((await seen()).sort()).toEqual([code, choice].sort());
  await set(code, false);
  await set(code, false);
  expect(await seen()).toEqual([choice]);

  const elsewhere = await makeAssessment();
  await expect(set(elsewhere.itemIds[0], true)).rejects.toMatchObject({ code: "not_found" });
  await expect(set("nothing", true)).rejects.toMatchObject({ code: "not_found" });
  await expect(set(code, true, theirs.actor)).rejects.toMatchObject({ code: "not_found" });
  await db.candidate.update({ where: { id: mine.candidateId }, data: { withdrawnAt: new Date() } });
  await expect(set(code, true)).rejects.toMatchObject({ code: "not_found" });
  await db.candidate.update({ where: { id: mine.candidateId }, data: { withdrawnAt: null } });
  await submitAttempt(mine.actor, attemptId);
  await expect(set(code, true)).rejects.toMatchObject({ code: "not_found" });
});

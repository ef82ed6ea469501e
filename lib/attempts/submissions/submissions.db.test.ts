import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import {
  makeAssessment,
  makeCandidate,
  setSecondsLeft,
  type TestAssessment,
} from "#prisma/attempt-factories.ts";
import { saveAnswer } from "../answers/commands.ts";
import { startAttempt } from "../commands.ts";
import { getSubmitted } from "../queries.ts";
import { submitAttempt } from "./commands.ts";
import { handleExpireAttempts } from "./jobs.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  return { actor, attemptId, code: { attemptId, itemId: assessment.itemIds[0] } };
}

test("a hand-in by the clock on another device ends no grace: what the first one still sends in it counts", async () => {
  const { actor, attemptId, code } = await started();
  await setSecondsLeft(attemptId, -2);
  const { id: sessionId } = await db.session.create({
    data: { userId: actor.userId, sidHash: newId(), absoluteExpiresAt: new Date(Date.now() + 3_600_000) },
  });
  const phone = { ...actor, sessionId };
  const early = submitAttempt(phone, attemptId, { byClock: true });
  await expect(early).rejects.toMatchObject({ code: "too_early" });
  await saveAnswer(actor, code, { revision: 1, content: python("in the grace") });
  await setSecondsLeft(attemptId, -31);
  await submitAttempt(phone, attemptId, { byClock: true });
  const frozen = await db.submission.findFirstOrThrow({ where: { attemptId, itemId: code.itemId } });
  expect(frozen.content).toEqual(python("in the grace"));
});

test("a hand-in by the clock waits for no device that was signed out or left before the start", async () => {
  const { actor, attemptId } = await started();
  await setSecondsLeft(attemptId, -2);
  const session = { userId: actor.userId, absoluteExpiresAt: new Date(Date.now() + 3_600_000) };
  const before = new Date(Date.now() - 7_200_000);
  await db.session.create({ data: { ...session, sidHash: newId(), revokedAt: new Date() } });
  await db.session.create({ data: { ...session, sidHash: newId(), lastSeenAt: before } });
  await submitAttempt(actor, attemptId, { byClock: true });
  expect((await getSubmitted(actor, attemptId))?.submittedBy).toBe("deadline");
});

test("an attempt that cannot be ended keeps the sweep from none of the others", async () => {
  const [stuck, next] = [await started(), await started()];
  await setSecondsLeft(stuck.attemptId, -60);
  await setSecondsLeft(next.attemptId, -40);
  // What should not be: an answer is frozen already.
  await db.submission.create({ data: stuck.code });
  await handleExpireAttempts();
  expect(await getSubmitted(stuck.actor, stuck.attemptId)).toBeNull();
  expect((await getSubmitted(next.actor, next.attemptId))?.submittedBy).toBe("deadline");
  await db.submission.deleteMany({ where: { attemptId: stuck.attemptId } });
  await handleExpireAttempts();
  expect((await getSubmitted(stuck.actor, stuck.attemptId))?.submittedBy).toBe("deadline");
});

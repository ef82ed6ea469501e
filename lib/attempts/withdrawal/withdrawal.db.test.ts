import { beforeAll, expect, test } from "vitest";
import { readAccess } from "#lib/auth/access.ts";
import { decideAccess } from "#lib/auth/rules.ts";
import { withdrawCandidate } from "#lib/candidates/commands.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { saveAnswer } from "../answers/commands.ts";
import { startAttempt } from "../commands.ts";
import { getSubmitted } from "../queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { withdrawApplication } from "./commands.ts";
import { getWithdrawable } from "./queries.ts";
import { WithdrawForm } from "./schema.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const REASON = "I took another job.";

test("before the start it ends the invitation, says who and why, and leaves the way to one's data open", async () => {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  await withdrawApplication(actor, { invitationId, reason: REASON });
  await withdrawCandidate(actor, candidateId, "again");
  expect(await db.candidate.findUnique({ where: { id: candidateId } })).toMatchObject({
    withdrawnAt: expect.any(Date),
    withdrawnBy: `candidate:${actor.userId}`,
    withdrawnReason: REASON,
  });
  await expect(startAttempt(actor, invitationId)).rejects.toMatchObject({ code: "gone" });
  expect((await getWithdrawable(actor, invitationId)).open).toBe(false);
  expect(await db.session.count({ where: { userId: actor.userId, revokedAt: null } })).toBe(1);
  const facts = await readAccess(actor.userId);
  expect(facts && decideAccess(facts)).toEqual({ kind: "open", askPartner: false });
  const lines = await db.auditEvent.findMany({ where: { subjectId: candidateId } });
  expect(lines).toMatchObject([{ action: "candidate.withdrew", actorKind: "candidate", data: null }]);
});

test("during the attempt it ends the attempt with what is saved", async () => {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const target = { attemptId, itemId: assessment.itemIds[0] };
  await saveAnswer(actor, target, { revision: 1, content: { language: "python", source: "saved" } });
  await withdrawApplication(actor, { invitationId, reason: REASON });
  expect(await getSubmitted(actor, attemptId)).toMatchObject({ submittedBy: "withdrawal", answered: 1 });
});

test("after handing in there is nothing to withdraw, and another's application is not there", async () => {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  await submitAttempt(actor, attemptId);
  const late = withdrawApplication(actor, { invitationId, reason: REASON });
  await expect(late).rejects.toMatchObject({ code: "conflict" });
  const stranger = await makeCandidate(assessment);
  const theirs = withdrawApplication(stranger.actor, { invitationId, reason: REASON });
  await expect(theirs).rejects.toMatchObject({ code: "not_found" });
});

test("a team's withdrawal still closes the account of somebody who has nothing else", async () => {
  const staff = await makeStaff("manager", assessment.orgId);
  const { actor, candidateId } = await makeCandidate(assessment);
  await withdrawCandidate(staff, candidateId, "Position filled.");
  expect(await db.session.count({ where: { userId: actor.userId, revokedAt: null } })).toBe(0);
  const facts = await readAccess(actor.userId);
  expect(facts && decideAccess(facts)).toMatchObject({ kind: "ended", by: "team_withdrew" });
});

test("whatever is given as a reason fits its line", () => {
  const reasonOf = (reason: string | undefined) =>
    WithdrawForm.parse({ invitationId: "0190b8a4-7c1e-7000-8000-000000000000", reason }).reason;
  expect(reasonOf(undefined)).toBe("No reason was given.");
  expect(reasonOf(" two\nlines\u0000 ")).toBe("two lines\uFFFD");
  expect(reasonOf("x".repeat(900))).toHaveLength(500);
});

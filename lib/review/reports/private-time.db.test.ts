import { beforeAll, expect, test } from "vitest";
import { setExtraTime, shareExtraTime } from "#lib/attempts/accommodations/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { openPractice } from "#lib/attempts/practice/commands.ts";
import { loadCandidate } from "#lib/partners/intake/queries.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import { getPerson } from "../people/queries.ts";
import { getReport } from "./queries.ts";

/* Extra time that a candidate gives themselves stays with them, whoever looks, and however they count. */

const MINUTE_MS = 60_000;
/** Mid-day, so that the minutes of a test never cross midnight. */
const NOON = new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00.000Z`);

let assessment: TestAssessment;
let staff: Awaited<ReturnType<typeof makeStaff>>;
let partnerId: string;
beforeAll(async () => {
  assessment = await makeAssessment();
  staff = await makeStaff("owner", assessment.orgId);
  partnerId = (await makePartner(assessment.orgId)).id;
});

/** Somebody who used `share` of their time and pasted in its middle, as their team and its partner see them. */
async function seenAfter(percent: number, share: number, shares = false) {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  await db.candidate.update({
    where: { id: candidateId },
    data: { source: "partner", partnerId, externalId: newId() },
  });
  await setExtraTime(actor, { percent });
  await shareExtraTime(actor, invitationId, shares);
  await openPractice(actor, invitationId);
  const { attemptId } = await startAttempt(actor, invitationId);
  const totalMs = 40 * MINUTE_MS * (1 + percent / 100);
  const submittedAt = NOON;
  const startedAt = new Date(submittedAt.getTime() - share * totalMs);
  const deadlineAt = new Date(startedAt.getTime() + totalMs);
  await db.attempt.update({
    where: { id: attemptId },
    data: { state: "submitted", startedAt, deadlineAt, submittedAt, submittedBy: "candidate", receipt: {} },
  });
  const at = new Date(startedAt.getTime() + (share * totalMs) / 2);
  await db.attemptEvent.create({ data: { id: newId(), attemptId, kind: "paste", at } });
  await db.invitation.update({
    where: { id: invitationId },
    data: { createdAt: new Date(NOON.getTime() - 24 * 60 * MINUTE_MS) },
  });
  return {
    report: await getReport(staff, attemptId),
    person: await getPerson(staff, candidateId),
    partner: await loadCandidate(partnerId, candidateId),
  };
}

type Seen = Awaited<ReturnType<typeof seenAfter>>;

/** All of it, but for what makes one person another. */
function told({ report, person, partner }: Seen): unknown {
  const { candidate, attemptId, cohort, ...rest } = report;
  const [invitation] = person.invitations;
  const { attempt } = invitation ?? {};
  const own = {
    id: "",
    email: "",
    externalId: "",
    inviteUrl: "",
    createdAt: "",
    lookup: null,
    expiresAt: "",
  };
  return JSON.parse(
    JSON.stringify({
      report: { ...rest, items: [] },
      invitation: { minutes: invitation?.minutes, multiplier: invitation?.timeMultiplier },
      attempt: { startedOn: attempt?.startedOn, submittedAt: attempt?.submittedAt },
      partner: { ...partner, ...own },
    }),
  );
}

test("what team and partner are told is, to the letter, what they are told of somebody without it", async () => {
  const [without, with_] = [await seenAfter(0, 0.9), await seenAfter(50, 0.9)];
  expect(told(with_)).toEqual(told(without));
  expect(with_.report.headline).toContain("36 of 40");
  // A time-ordered id would tell the start to the millisecond.
  expect(with_.report.attemptId).toMatch(/^.{14}4/);
  expect(with_.report.events[0]?.afterSeconds).toBeCloseTo(18 * 60);
  expect(with_.partner).toMatchObject({
    timeMultiplier: 1,
    startedAt: `${NOON.toISOString().slice(0, 10)}T00:00:00.000Z`,
  });
  expect(JSON.stringify([with_.report, with_.person])).not.toContain("Practice");
});

test("whoever shares it is told of with their own time", async () => {
  const { report } = await seenAfter(50, 0.9, true);
  expect(report).toMatchObject({ timeMultiplier: 1.5, sharedExtraTime: true });
  expect(report.headline).toContain("54 of 60");
});

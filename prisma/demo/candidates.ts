import type { PartnerActor, StaffActor } from "#lib/auth/actor.ts";
import { inviteCandidate } from "#lib/candidates/commands.ts";
import { db } from "#lib/platform/db.ts";
import type { DemoAccount } from "../seed.ts";
import { writeAttempt } from "./attempts.ts";
import type { DemoAssessment, DemoLibrary } from "./library.ts";
import { type DemoPerson, PEOPLE } from "./people.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

interface DemoCast {
  actor: StaffActor;
  partnerActor: PartnerActor;
  library: DemoLibrary;
  reviewerId: string;
  candidate: DemoAccount;
  partnerCandidate: DemoAccount;
}

/** An address of the person's own: letters without their marks, or the number where no Latin letter is left. */
function addressOf(name: string, index: number): string {
  const plain = name
    .normalize("NFKD")
    .replaceAll(/[^\w ]/g, "")
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ".");
  return `${plain.replaceAll(/^[._]+|[._]+$/g, "") || `candidate.${index + 1}`}@candidates.example`;
}

async function invite(
  cast: DemoCast,
  person: Pick<DemoPerson, "name" | "source" | "timeMultiplier">,
  email: string,
  assessment: DemoAssessment,
  externalId: string,
) {
  const input = {
    email,
    name: person.name,
    assessment: assessment.slug,
    locale: "en",
    timeMultiplier: person.timeMultiplier ?? 1,
  };
  return person.source === "partner"
    ? inviteCandidate(cast.partnerActor, input, { origin: { externalId, inviteBy: "none" } })
    : inviteCandidate(cast.actor, input);
}

/** Moves what has just been written into the past, so that the lists look as they do after three weeks. */
async function backdate(
  ids: { candidateId: string; invitationId: string },
  invitedAt: Date,
  person: DemoPerson,
) {
  const reached =
    person.stage === "invited" || person.stage === "expired"
      ? null
      : new Date(invitedAt.getTime() + DAY_MS / 4);
  await db.candidate.update({
    where: { id: ids.candidateId },
    data: {
      createdAt: invitedAt,
      ...(person.stage === "withdrawn"
        ? { withdrawnAt: reached, withdrawnBy: "Mira Okafor", withdrawnReason: "Took another offer." }
        : {}),
    },
  });
  await db.invitation.update({
    where: { id: ids.invitationId },
    data: {
      createdAt: invitedAt,
      expiresAt: new Date(invitedAt.getTime() + 14 * DAY_MS),
      openedAt: reached,
      acceptedAt: person.stage === "started" || person.stage === "submitted" ? reached : null,
      revokedAt: person.stage === "withdrawn" ? reached : null,
    },
  });
}

async function review(
  cast: DemoCast,
  person: DemoPerson,
  attemptId: string,
  assessment: DemoAssessment,
): Promise<void> {
  const written = assessment.items.find((item) => item.answer.type === "text");
  if (person.writtenPoints !== undefined && written) {
    const row = {
      attemptId,
      itemId: written.itemId,
      reviewerId: cast.reviewerId,
      points: person.writtenPoints,
    };
    await db.review.create({ data: { ...row, comment: "Scored against the four lines of the rubric." } });
  }
  if (person.decision)
    await db.decision.create({ data: { attemptId, userId: cast.actor.userId, ...person.decision } });
}

async function writePerson(cast: DemoCast, person: DemoPerson, index: number): Promise<void> {
  const assessment = cast.library[person.assessment];
  const email = addressOf(person.name, index);
  const ids = await invite(cast, person, email, assessment, `acme-${1000 + index}`);
  const invitedAt = new Date(Date.now() - person.daysAgo * DAY_MS - (index + 1) * 7 * MINUTE_MS);
  await backdate(ids, invitedAt, person);
  if (person.stage !== "started" && person.stage !== "submitted") return;
  const user = await db.user.create({ data: { email, name: person.name } });
  await db.candidate.update({ where: { id: ids.candidateId }, data: { userId: user.id } });
  const startedAt =
    person.stage === "started"
      ? new Date(Date.now() - (5 + index) * MINUTE_MS)
      : new Date(Math.min(invitedAt.getTime() + DAY_MS, Date.now() - DAY_MS / 8));
  const attemptIds = {
    orgId: cast.actor.orgId,
    candidateId: ids.candidateId,
    invitationId: ids.invitationId,
  };
  const attemptId = await writeAttempt(person, assessment, attemptIds, startedAt);
  await review(cast, person, attemptId, assessment);
}

/** The two who can sign in: each has an accepted invitation that nobody has started. */
async function writeAccount(
  cast: DemoCast,
  account: DemoAccount,
  name: string,
  source: DemoPerson["source"],
  externalId: string,
) {
  const ids = await invite(cast, { name, source }, account.email, cast.library.backend, externalId);
  const at = new Date();
  await db.candidate.update({ where: { id: ids.candidateId }, data: { userId: account.userId } });
  await db.invitation.update({ where: { id: ids.invitationId }, data: { openedAt: at, acceptedAt: at } });
  return ids.invitationId;
}

/** Some thirty candidates in every state, and the two with a password. */
export async function seedCandidates(cast: DemoCast): Promise<{ invitationId: string; externalId: string }> {
  for (const [index, person] of PEOPLE.entries()) await writePerson(cast, person, index);
  const externalId = "acme-0001";
  const invitationId = await writeAccount(cast, cast.candidate, "Robin Castellanos", "invited", "");
  await writeAccount(cast, cast.partnerCandidate, "Noa Friedman", "partner", externalId);
  return { invitationId, externalId };
}

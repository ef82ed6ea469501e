import type { StaffActor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import type { Attempt, Candidate, Invitation, Prisma } from "#lib/platform/generated/client.ts";
import { newId, newToken } from "#lib/platform/ids.ts";

/* Rows as they stand after the product made them, for tests: each call makes its own, so that no test needs another's. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A member of staff, ready to act; without `orgId` an organisation is made with them. */
export async function makeStaff(role: StaffActor["role"] = "owner", orgId?: string): Promise<StaffActor> {
  const tag = newId().slice(-12);
  const org =
    orgId ??
    (
      await db.organisation.create({
        data: { slug: `org-${tag}`, name: `Organisation ${tag}`, contactEmail: `jobs-${tag}@example.org` },
      })
    ).id;
  const user = await db.user.create({
    data: {
      email: `${role}-${tag}@example.org`,
      name: `${role} ${tag}`,
      emailProvenAt: new Date(),
      memberships: { create: { orgId: org, role } },
    },
  });
  return {
    kind: "staff",
    userId: user.id,
    orgId: org,
    role,
    name: user.name,
    email: user.email,
    sessionId: newId(),
  };
}

/** A partner of an organisation, without keys or a lookup address. */
export function makePartner(orgId: string, name = "Acme") {
  return db.partner.create({ data: { orgId, name, slug: `partner-${newId().slice(-12)}` } });
}

export interface MadeAssessment {
  assessmentId: string;
  versionId: string;
  code: { itemId: string; testIds: string[] };
  choice: { itemId: string };
  text: { itemId: string };
}

const DEFINITIONS = {
  code: {
    type: "code",
    languages: ["python"],
    limits: { timeSeconds: 1, memoryMiB: 256, outputKiB: 1024 },
    validator: {
      caseSensitive: false,
      spaceChangeSensitive: false,
      floatAbsoluteTolerance: null,
      floatRelativeTolerance: null,
    },
    starter: {},
  },
  choice: {
    type: "choice",
    multiple: true,
    options: [
      { id: "a", text: "A hash map" },
      { id: "b", text: "A sorted list" },
      { id: "c", text: "A bloom filter" },
    ],
    correct: ["a", "c"],
  },
  text: {
    type: "text",
    minWords: null,
    maxWords: null,
    rubric: [{ id: "r1", title: "Trade-offs", description: "Names what the choice costs." }],
  },
} as const;

async function makeQuestion(orgId: string, type: keyof typeof DEFINITIONS, title: string) {
  const version = await db.questionVersion.create({
    data: {
      number: 1,
      title,
      statement: `# ${title}\n\nRead the numbers and print their sum.`,
      definition: DEFINITIONS[type],
      contentHash: newToken(),
      question: { create: { orgId, slug: `question-${newId().slice(-12)}`, type } },
    },
  });
  const tests = type === "code" ? [1, 2, 3] : [];
  const made = [];
  for (const ordinal of tests) {
    const visibility = ordinal === 1 ? ("sample" as const) : ("secret" as const);
    made.push(
      await db.questionTest.create({
        data: {
          questionVersionId: version.id,
          ordinal,
          name: `${visibility}/0${ordinal}`,
          group: visibility,
          visibility,
          input: Buffer.from(`${ordinal} ${ordinal}\n`),
          answer: Buffer.from(`${ordinal * 2}\n`),
        },
      }),
    );
  }
  await db.questionVersion.update({ where: { id: version.id }, data: { publishedAt: new Date() } });
  return { versionId: version.id, testIds: made.map((test) => test.id) };
}

/** A published assessment: a coding question (40), a choice question (20) and a written one (40). */
export async function makeAssessment(
  orgId: string,
  part: { name?: string; cutScorePercent?: number | null } = {},
): Promise<MadeAssessment> {
  const code = await makeQuestion(orgId, "code", "Sum of numbers");
  const choice = await makeQuestion(orgId, "choice", "Which structures answer membership?");
  const text = await makeQuestion(orgId, "text", "Explain a trade-off");
  const version = await db.assessmentVersion.create({
    data: {
      number: 1,
      name: part.name ?? "Backend screen",
      durationMinutes: 60,
      cutScorePercent: part.cutScorePercent ?? null,
      assessment: { create: { orgId, slug: `assessment-${newId().slice(-12)}` } },
    },
  });
  const items: string[] = [];
  for (const [index, [questionVersionId, points]] of (
    [
      [code.versionId, 40],
      [choice.versionId, 20],
      [text.versionId, 40],
    ] as const
  ).entries()) {
    const item = await db.assessmentItem.create({
      data: { assessmentVersionId: version.id, questionVersionId, ordinal: index + 1, points },
    });
    items.push(item.id);
  }
  await db.assessmentVersion.update({ where: { id: version.id }, data: { publishedAt: new Date() } });
  const [first = "", second = "", third = ""] = items;
  return {
    assessmentId: version.assessmentId,
    versionId: version.id,
    code: { itemId: first, testIds: code.testIds },
    choice: { itemId: second },
    text: { itemId: third },
  };
}

export interface MadeCandidate {
  candidate: Candidate;
  invitation: Invitation;
}

/** A candidate with one invitation; with `partnerId` one that a partner sent. */
export async function makeCandidate(
  orgId: string,
  versionId: string,
  part: Partial<Prisma.CandidateUncheckedCreateInput> = {},
  window: Partial<Prisma.InvitationUncheckedCreateInput> = {},
): Promise<MadeCandidate> {
  const tag = newId().slice(-12);
  const candidate = await db.candidate.create({
    data: {
      orgId,
      name: `Candidate ${tag}`,
      email: `candidate-${tag}@example.org`,
      source: part.partnerId ? "partner" : "invited",
      externalId: part.partnerId ? tag : null,
      ...part,
    },
  });
  const createdAt = window.createdAt ?? new Date();
  const invitation = await db.invitation.create({
    data: {
      orgId,
      candidateId: candidate.id,
      assessmentVersionId: versionId,
      tokenHash: newToken(),
      createdAt,
      expiresAt: new Date(new Date(createdAt).getTime() + 14 * DAY_MS),
      ...window,
    },
  });
  return { candidate, invitation };
}

/** An attempt that was started `minutes` before it was submitted (38); in progress, submitted, or graded with points. */
export function makeAttempt(
  made: MadeCandidate,
  part: {
    state?: "in_progress" | "submitted" | "graded";
    points?: number;
    maxPoints?: number;
    submittedAt?: Date;
    minutes?: number;
  } = {},
): Promise<Attempt> {
  const { state = "graded", points = 0, maxPoints = 60, submittedAt = new Date(), minutes = 38 } = part;
  const startedAt = new Date(submittedAt.getTime() - minutes * MINUTE_MS);
  const receiptId = newId();
  return db.attempt.create({
    data: {
      invitationId: made.invitation.id,
      candidateId: made.candidate.id,
      orgId: made.candidate.orgId,
      assessmentVersionId: made.invitation.assessmentVersionId,
      state,
      startedAt,
      baseMinutes: 60,
      deadlineAt: new Date(startedAt.getTime() + 60 * MINUTE_MS),
      ...(state === "in_progress"
        ? {}
        : {
            submittedAt,
            submittedBy: "candidate",
            receiptId,
            receipt: { id: receiptId, submittedAt: submittedAt.toISOString() },
          }),
      ...(state === "graded" ? { gradedAt: submittedAt, points, maxPoints } : {}),
    },
  });
}

/** What the judge and the candidate leave on a graded attempt: 2 of 3 tests, half the key, a written answer. */
export async function makeSubmissions(attemptId: string, assessment: MadeAssessment): Promise<void> {
  const at = new Date();
  const done = { attemptId, state: "done" as const, gradedAt: at };
  const code = await db.submission.create({
    data: {
      ...done,
      itemId: assessment.code.itemId,
      content: { language: "python", source: "print(sum(map(int, input().split())))\n" },
      verdict: "WA",
      points: 26.67,
    },
  });
  for (const [index, testId] of assessment.code.testIds.entries()) {
    const verdict = index === 2 ? "WA" : "AC";
    const stdout = index === 2 ? "7\n" : null;
    await db.testResult.create({
      data: {
        submissionId: code.id,
        testId,
        graderVersion: 1,
        verdict,
        timeMs: 12 + index,
        memoryKb: 9_400,
        stdout,
      },
    });
  }
  await db.submission.create({
    data: { ...done, itemId: assessment.choice.itemId, content: { choices: ["a", "b"] }, points: 0 },
  });
  const text = "A hash map costs memory; a sorted list costs time at each insert.";
  await db.submission.create({
    data: { ...done, itemId: assessment.text.itemId, content: { text }, gradedAt: null },
  });
}

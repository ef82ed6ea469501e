import type { Definition } from "#lib/assessments/schema.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { newToken } from "#lib/platform/ids.ts";

/* Rows for this room's database tests. */

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

const LIMITS = { timeSeconds: 2, memoryMiB: 256, outputKiB: 1024 };
const VALIDATOR = {
  caseSensitive: false,
  spaceChangeSensitive: false,
  floatAbsoluteTolerance: null,
  floatRelativeTolerance: null,
};

const QUESTIONS = [
  {
    type: "code" as const,
    title: "Doubling",
    definition: {
      type: "code",
      languages: ["python", "javascript"],
      limits: LIMITS,
      validator: VALIDATOR,
      starter: { python: "n = int(input())\n" },
    },
    tests: [
      { name: "sample/01-two", group: "sample", visibility: "sample" as const, input: "2\n", answer: "4\n" },
      {
        name: "secret/01-big",
        group: "secret",
        visibility: "secret" as const,
        input: "SECRETIN\n",
        answer: "SECRETOUT\n",
      },
    ],
  },
  {
    type: "choice" as const,
    title: "Which one",
    definition: {
      type: "choice",
      multiple: false,
      options: [
        { id: "a", text: "First" },
        { id: "b", text: "Second" },
      ],
      correct: ["b"],
    },
    tests: [],
  },
  {
    type: "text" as const,
    title: "In your words",
    definition: {
      type: "text",
      minWords: 5,
      maxWords: 200,
      rubric: [{ id: "r", title: "SECRETRUBRIC", description: "" }],
    },
    tests: [],
  },
];

interface MadeQuestion {
  type: Definition["type"];
  title: string;
  definition: Prisma.InputJsonObject;
  tests: readonly {
    name: string;
    group: string;
    visibility: "sample" | "secret";
    input: string;
    answer: string;
  }[];
}

async function makeQuestion(orgId: string, question: MadeQuestion): Promise<string> {
  const { type, title, definition, tests } = question;
  const version = await db.questionVersion.create({
    data: {
      number: 1,
      title,
      statement: `# ${title}`,
      definition,
      contentHash: newToken(),
      question: { create: { orgId, slug: newToken(), type } },
      tests: {
        create: tests.map((test, index) => ({
          ...test,
          ordinal: index + 1,
          input: bytes(test.input),
          answer: bytes(test.answer),
        })),
      },
    },
  });
  await db.questionVersion.update({ where: { id: version.id }, data: { publishedAt: new Date() } });
  return version.id;
}

export interface TestAssessment {
  orgId: string;
  versionId: string;
  /** In order: code, choice, text. */
  itemIds: [string, string, string];
}

/** Further secret tests of the coding question, for gradings that take their time. */
function moreTests(question: MadeQuestion, count: number): MadeQuestion {
  if (question.type !== "code") return question;
  const numbers = Array.from({ length: count }, (_, index) => index + 100);
  const tests = numbers.map((n) => ({
    name: `secret/${n}`,
    group: "secret",
    visibility: "secret" as const,
    input: `${n}\n`,
    answer: `${2 * n}\n`,
  }));
  return { ...question, tests: [...question.tests, ...tests] };
}

/**
 * A published assessment of 40 minutes with one question of each type.
 * @param secretTests of the coding question, beyond the two that it has.
 */
export async function makeAssessment(secretTests = 0): Promise<TestAssessment> {
  const { itemIds, ...made } = await publishQuestions(
    QUESTIONS.map((question) => moreTests(question, secretTests)),
  );
  const [code = "", choice = "", text = ""] = itemIds;
  return { ...made, itemIds: [code, choice, text] };
}

/** The same, and the coding question has secret tests only. */
export function makeAssessmentWithoutSamples(): Promise<KindsAssessment> {
  const secret = ({ visibility }: { visibility: string }) => visibility === "secret";
  return publishQuestions(
    QUESTIONS.map((question) => ({ ...question, tests: question.tests.filter(secret) })),
  );
}

export interface KindsAssessment {
  orgId: string;
  versionId: string;
  itemIds: string[];
}

/** A published assessment of 40 minutes with one question of each of these definitions; none of them is for the judge. */
export function makeAssessmentOf(
  ...definitions: readonly Exclude<Definition, { languages: unknown } | { schema: unknown }>[]
): Promise<KindsAssessment> {
  return publishQuestions(
    definitions.map((definition, index) => ({
      type: definition.type,
      title: `Question ${index + 1}`,
      definition,
      tests: [],
    })),
  );
}

/** The next published version of the question behind an item: what its author holds to be right from now on. */
export async function publishNextVersion(itemId: string, definition: Definition): Promise<string> {
  const { questionVersion } = await db.assessmentItem.findUniqueOrThrow({
    where: { id: itemId },
    select: { questionVersion: { select: { questionId: true, number: true, title: true, statement: true } } },
  });
  const { number, ...rest } = questionVersion;
  const { id } = await db.questionVersion.create({
    data: { ...rest, number: number + 1, definition, contentHash: newToken(), publishedAt: new Date() },
  });
  return id;
}

async function publishQuestions(questions: readonly MadeQuestion[]): Promise<KindsAssessment> {
  const org = await db.organisation.create({
    data: { slug: newToken().toLowerCase(), name: "Northwind", contactEmail: "jobs@northwind.example" },
  });
  const versions: string[] = [];
  for (const question of questions) versions.push(await makeQuestion(org.id, question));
  const version = await db.assessmentVersion.create({
    data: {
      number: 1,
      name: "Backend screen",
      durationMinutes: 40,
      assessment: { create: { orgId: org.id, slug: newToken() } },
      items: {
        create: versions.map((id, index) => ({ questionVersionId: id, ordinal: index + 1, points: 10 })),
      },
    },
    include: { items: { orderBy: { ordinal: "asc" } } },
  });
  await db.assessmentVersion.update({ where: { id: version.id }, data: { publishedAt: new Date() } });
  return { orgId: org.id, versionId: version.id, itemIds: version.items.map((item) => item.id) };
}

export interface TestCandidate {
  actor: CandidateActor;
  candidateId: string;
  invitationId: string;
}

/** A signed-in candidate who is invited to the assessment. */
export async function makeCandidate(
  assessment: Pick<TestAssessment, "orgId" | "versionId">,
  timeMultiplier = 1,
): Promise<TestCandidate> {
  const email = `${newToken().toLowerCase()}@example.org`;
  const user = await db.user.create({ data: { email, name: "Ada Lindt" } });
  const session = await db.session.create({
    data: { userId: user.id, sidHash: newToken(), absoluteExpiresAt: new Date(Date.now() + 3_600_000) },
  });
  const invitation = await db.invitation.create({
    data: {
      tokenHash: newToken(),
      timeMultiplier,
      createdAt: new Date(Date.now() - 1000),
      expiresAt: new Date(Date.now() + 86_400_000),
      org: { connect: { id: assessment.orgId } },
      assessmentVersion: { connect: { id: assessment.versionId } },
      candidate: {
        create: { orgId: assessment.orgId, userId: user.id, email, name: "Ada Lindt", source: "invited" },
      },
    },
  });
  const actor: CandidateActor = {
    kind: "candidate",
    userId: user.id,
    name: user.name,
    email,
    sessionId: session.id,
  };
  return { actor, candidateId: invitation.candidateId, invitationId: invitation.id };
}

/** Moves a running attempt's clock so that it has this many seconds left; negative: that long over. */
export async function setSecondsLeft(attemptId: string, seconds: number): Promise<void> {
  const deadlineAt = new Date(Date.now() + seconds * 1000);
  const startedAt = new Date(deadlineAt.getTime() - 2_400_000);
  await db.attempt.update({ where: { id: attemptId }, data: { deadlineAt, startedAt } });
}

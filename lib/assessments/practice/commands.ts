import { canonicalJson } from "#lib/platform/canonical-json.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { lockName } from "../commands.ts";
import type { PracticeQuestion } from "./rules.ts";

/**
 * What practices belong to: an organisation that nobody is a member of and no partner works for, so that every list,
 * report and answer of the API leaves them out by the same condition that keeps organisations apart.
 */
export const PRACTICE_ORG_ID = "00000000-0000-8000-8000-000000000001";
const PRACTICE = "practice";
/** The shortest that an assessment can be; a practice's clock does not run. */
const DURATION_MINUTES = 5;
const POINTS = 1;

/** A UUIDv8 made of a hash: the same content has the same id in every process. */
function idOf(hash: string): string {
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => hash.slice(from, to));
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

/** The published version with exactly these questions; made when it is asked for first. */
export async function ensurePractice(tx: Tx, questions: readonly PracticeQuestion[]): Promise<string> {
  const hash = sha256(canonicalJson(questions));
  const versionId = idOf(hash);
  const known = await tx.assessmentVersion.findUnique({ where: { id: versionId }, select: { id: true } });
  if (known) return versionId;
  await lockName(tx, PRACTICE_ORG_ID, PRACTICE, PRACTICE);
  const made = await tx.assessmentVersion.findUnique({ where: { id: versionId }, select: { id: true } });
  if (!made) await makePractice(tx, versionId, hash, questions);
  return versionId;
}

async function makePractice(
  tx: Tx,
  versionId: string,
  hash: string,
  questions: readonly PracticeQuestion[],
): Promise<void> {
  await tx.organisation.createMany({
    data: [{ id: PRACTICE_ORG_ID, slug: "assay-practice", name: "Practice", contactEmail: "nobody@invalid" }],
    skipDuplicates: true,
  });
  await tx.assessmentVersion.create({
    data: {
      id: versionId,
      number: 1,
      name: "Practice",
      durationMinutes: DURATION_MINUTES,
      assessment: { create: { orgId: PRACTICE_ORG_ID, slug: `${PRACTICE}-${hash}` } },
    },
  });
  for (const [index, question] of questions.entries()) {
    const questionVersionId = await makeQuestion(tx, question);
    const item = { assessmentVersionId: versionId, questionVersionId, ordinal: index + 1, points: POINTS };
    await tx.assessmentItem.create({ data: item });
  }
  await tx.assessmentVersion.update({ where: { id: versionId }, data: { publishedAt: now() } });
}

async function makeQuestion(tx: Tx, question: PracticeQuestion): Promise<string> {
  const { title, statement, translations, definition, tests } = question;
  const { id } = await tx.questionVersion.create({
    data: {
      number: 1,
      title,
      statement,
      translations,
      definition,
      contentHash: sha256(canonicalJson(question)),
      question: {
        create: { orgId: PRACTICE_ORG_ID, slug: `${PRACTICE}-${newId()}`, type: definition.type },
      },
      tests: {
        create: tests.map(({ name, input, answer }, index) => ({
          name,
          group: "sample",
          visibility: "sample" as const,
          ordinal: index + 1,
          input: Buffer.from(input),
          answer: Buffer.from(answer),
        })),
      },
    },
  });
  await tx.questionVersion.update({ where: { id }, data: { publishedAt: now() } });
  return id;
}

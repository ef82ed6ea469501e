import { LANGUAGE_OF_EXTENSION } from "#lib/assessments/languages.ts";
import type { PackageSubmission } from "#lib/assessments/packages/schema.ts";
import type { AnswerContent, ChoiceDefinition } from "#lib/assessments/schema.ts";
import { expireAttempt, gradeAttempt } from "#lib/attempts/jobs.ts";
import { recordReceiptKey, signReceipt } from "#lib/attempts/receipts/commands.ts";
import { effectiveDeadline } from "#lib/attempts/rules.ts";
import { contentHash } from "#lib/attempts/submissions/rules.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { newId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { CODE_BY_QUALITY, type DemoPerson, type Quality, WRITTEN } from "./people.ts";

const MINUTE_MS = 60_000;
/** Below every grading that a person waits for: somebody may use the portal while the demo is still judged. */
const AFTER_PEOPLE = -10;

/** A question with programs of its own, of whatever kind. */
type Submitted = { submissions: readonly PackageSubmission[] };

/** An item of a demo assessment with what is needed to answer it. */
export interface DemoItem {
  itemId: string;
  answer:
    | { type: "code"; source: Submitted }
    | { type: "choice"; definition: ChoiceDefinition }
    | { type: "text" }
    | { type: "file" };
}

export interface DemoVersion {
  versionId: string;
  durationMinutes: number;
  items: DemoItem[];
}

/** A real submission of the package: the wished language first, and a good one for every second item of the fair. */
function codeFor(source: Submitted, person: DemoPerson, index: number): AnswerContent | null {
  const quality: Quality = person.quality ?? "blank";
  const folders = CODE_BY_QUALITY[quality];
  const ordered = quality === "fair" && index % 2 === 1 ? [...folders].reverse() : folders;
  const extension = person.language === "javascript" ? ".js" : ".py";
  for (const folder of ordered) {
    const here = source.submissions.filter((submission) => submission.path.startsWith(`${folder}/`));
    const chosen = here.find((submission) => submission.path.endsWith(extension)) ?? here[0];
    if (!chosen) continue;
    const language = LANGUAGE_OF_EXTENSION[chosen.path.slice(chosen.path.lastIndexOf(".") + 1)] ?? "python";
    return { language, source: Buffer.from(chosen.source).toString("utf8") };
  }
  return null;
}

function choiceFor(definition: ChoiceDefinition, quality: Quality): AnswerContent | null {
  if (quality === "blank") return null;
  if (quality === "strong" || quality === "slow") return { choices: definition.correct };
  const wrong = definition.options.find((option) => !definition.correct.includes(option.id));
  return { choices: quality === "fair" ? definition.correct.slice(0, 1) : wrong ? [wrong.id] : [] };
}

function answerFor(item: DemoItem, person: DemoPerson, index: number): AnswerContent | null {
  const quality = person.quality ?? "blank";
  if (item.answer.type === "code") return codeFor(item.answer.source, person, index);
  if (item.answer.type === "choice") return choiceFor(item.answer.definition, quality);
  if (item.answer.type === "file") return null;
  return WRITTEN[quality] ? { text: WRITTEN[quality] } : null;
}

async function saveAnswers(
  tx: Tx,
  attemptId: string,
  version: DemoVersion,
  person: DemoPerson,
  savedAt: Date,
) {
  const frozen = [];
  for (const [index, item] of version.items.entries()) {
    const content = answerFor(item, person, index);
    if (content) {
      const json = content as Prisma.InputJsonObject;
      await tx.answer.create({
        data: {
          attemptId,
          itemId: item.itemId,
          revision: 1,
          content: json,
          savedAt,
          revisions: { create: { revision: 1, content: json, savedAt } },
        },
      });
    }
    frozen.push({ itemId: item.itemId, revision: content ? 1 : 0, content });
  }
  return frozen;
}

/**
 * An attempt in the past (or, for `started`, now under way) with the answers that this person gave; a submitted one is
 * queued for the real judge.
 */
export async function writeAttempt(
  person: DemoPerson,
  version: DemoVersion,
  ids: { orgId: string; candidateId: string; invitationId: string },
  startedAt: Date,
): Promise<string> {
  const attemptId = newId(startedAt.getTime());
  const timeMultiplier = person.timeMultiplier ?? 1;
  const terms = { startedAt, baseMinutes: version.durationMinutes, timeMultiplier, adjustmentSeconds: 0 };
  const deadlineAt = effectiveDeadline(terms);
  const usedMinutes = version.durationMinutes * (person.quality === "strong" ? 0.6 : 0.85);
  const submittedAt = new Date(startedAt.getTime() + usedMinutes * MINUTE_MS);
  await db.$transaction(async (tx) => {
    await tx.attempt.create({
      data: { id: attemptId, ...ids, assessmentVersionId: version.versionId, ...terms, deadlineAt },
    });
    const savedAt = person.stage === "submitted" ? submittedAt : startedAt;
    const frozen = await saveAnswers(tx, attemptId, version, person, savedAt);
    if (person.stage === "submitted") await submit(tx, attemptId, frozen, submittedAt);
    else await enqueue(tx, expireAttempt, { attemptId }, { startAfterSeconds: version.durationMinutes * 60 });
  });
  return attemptId;
}

async function submit(
  tx: Tx,
  attemptId: string,
  frozen: Awaited<ReturnType<typeof saveAnswers>>,
  submittedAt: Date,
) {
  await recordReceiptKey();
  const body = {
    id: newId(),
    attemptId,
    submittedAt: submittedAt.toISOString(),
    contentHash: contentHash(frozen),
  };
  const receipt = signReceipt(body);
  await tx.attempt.update({
    where: { id: attemptId },
    data: { state: "submitted", submittedAt, submittedBy: "candidate", receipt, receiptId: receipt.id },
  });
  await tx.submission.createMany({
    data: frozen.map(({ itemId, content }) => ({
      attemptId,
      itemId,
      content: content === null ? Prisma.DbNull : (content as Prisma.InputJsonObject),
      createdAt: submittedAt,
    })),
  });
  await enqueue(tx, gradeAttempt, { attemptId, background: true }, { priority: AFTER_PEOPLE, id: attemptId });
}

import { showArguments, showExpected } from "#lib/assessments/functions/cases.ts";
import type { Signature } from "#lib/assessments/functions/schema.ts";
import { signatureLine } from "#lib/assessments/functions/starters.ts";
import { isGradedByKey } from "#lib/assessments/rules.ts";
import { AnswerContent, Definition } from "#lib/assessments/schema.ts";
import { acceptedWords, matchShort } from "#lib/assessments/short/rules.ts";
import type { ShortKey } from "#lib/assessments/short/schema.ts";
import { languageOf } from "#lib/attempts/answers/rules.ts";
import type { UploadedFile } from "#lib/attempts/files/schema.ts";
import { TestDetail } from "#lib/attempts/runs/schema.ts";
import type { StaffActor } from "#lib/auth/actor.ts";
import { Scored } from "#lib/grading/groups/schema.ts";
import { itemPoints } from "#lib/grading/rules.ts";
import { db } from "#lib/platform/db.ts";
import { loadFiles } from "../files/queries.ts";
import { groupTests, totalRule } from "../groups/rules.ts";
import { canSeeOthersReviews } from "../policy.ts";
import {
  type Cut,
  type ItemView,
  MAX_LATE,
  MAX_SHOWN_BYTES,
  type TestView,
  type VerdictCode,
} from "../reports/schema.ts";
import { type ItemFacts, itemState } from "../rules.ts";

/** The items of a version with everything that one attempt left on them. */
async function loadRows(attemptId: string, versionId: string) {
  return db.assessmentItem.findMany({
    where: { assessmentVersionId: versionId },
    orderBy: { ordinal: "asc" },
    include: {
      questionVersion: { include: { question: { select: { type: true } } } },
      submissions: { where: { attemptId }, include: { keyVersion: { select: { definition: true } } } },
      answers: {
        where: { attemptId },
        select: { revisions: { where: { late: true }, orderBy: { revision: "desc" }, take: MAX_LATE } },
      },
      reviews: {
        where: { attemptId },
        orderBy: { createdAt: "asc" },
        include: { reviewer: { select: { id: true, name: true } } },
      },
    },
  });
}
type ItemRow = Awaited<ReturnType<typeof loadRows>>[number] & {
  tests: TestView[];
  files: ReadonlyMap<string, UploadedFile>;
};

/** Loads the items in order, each with its tests. Callers have authorised already. */
export async function loadItems(attemptId: string, versionId: string): Promise<ItemRow[]> {
  const [rows, tests] = await Promise.all([loadRows(attemptId, versionId), loadTests(attemptId, versionId)]);
  const takesFiles = rows.some((row) => row.questionVersion.question.type === "file");
  const files = takesFiles ? await loadFiles(attemptId) : new Map<string, UploadedFile>();
  return rows.map((row) => ({ ...row, tests: tests.get(row.id) ?? [], files }));
}

interface TestRow extends Omit<TestView, "input" | "expected" | "detail"> {
  itemId: string;
  detail: unknown;
  input: Uint8Array;
  inputBytes: number;
  answer: Uint8Array;
  answerBytes: number;
}

/** Every test of every coding item, run or not, with its texts cut in the database: a test may hold megabytes. */
async function loadTests(attemptId: string, versionId: string): Promise<Map<string, TestView[]>> {
  const rows = await db.$queryRaw<TestRow[]>`
    select i.id as "itemId", t.name, t.visibility::text as visibility,
      r.verdict::text as verdict, r."timeMs", r."memoryKb", r.score::float8 as score,
      left(r.stdout, ${MAX_SHOWN_BYTES}) as stdout, left(r.stderr, ${MAX_SHOWN_BYTES}) as stderr, r.detail,
      substring(t.input from 1 for ${MAX_SHOWN_BYTES}) as input, octet_length(t.input) as "inputBytes",
      substring(t.answer from 1 for ${MAX_SHOWN_BYTES}) as answer, octet_length(t.answer) as "answerBytes"
    from assessment_item i
    join question_test t on t."questionVersionId" = i."questionVersionId"
    left join submission s on s."itemId" = i.id and s."attemptId" = ${attemptId}::uuid
    left join test_result r on r."submissionId" = s.id and r."testId" = t.id and r."graderVersion" = s."graderVersion"
    where i."assessmentVersionId" = ${versionId}::uuid
    order by i.ordinal, t.ordinal`;
  const byItem = new Map<string, TestView[]>();
  for (const { itemId, input, inputBytes, answer, answerBytes, detail, ...rest } of rows) {
    const test = {
      ...rest,
      detail: TestDetail.safeParse(detail).data ?? null,
      input: { text: decode(input), bytes: inputBytes },
      expected: { text: decode(answer), bytes: answerBytes },
    };
    byItem.set(itemId, [...(byItem.get(itemId) ?? []), test]);
  }
  return byItem;
}

/** A cut may fall inside a character: the broken end is left out. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes, { stream: true });
}

/** What the rules need of one item. */
export function itemFacts(row: ItemRow): ItemFacts {
  const submission = row.submissions[0];
  const definition = Definition.safeParse(row.questionVersion.definition).data;
  return {
    type: row.questionVersion.question.type,
    keyed: definition !== undefined && isGradedByKey(definition),
    maxPoints: row.points,
    judged: submission?.points?.toNumber() ?? null,
    judgeState: submission?.state ?? null,
    reviews: row.reviews.map((review) => review.points.toNumber()),
  };
}

/** The answers that the judge reads, each in its language. */
export function judgedItems(rows: readonly ItemRow[]): { language: string; state: string }[] {
  return rows.flatMap((row) => {
    const submission = row.submissions[0];
    const definition = Definition.safeParse(row.questionVersion.definition).data;
    const language = submission && definition ? languageOf(definition, submission.content) : null;
    return submission && language !== null ? [{ language, state: submission.state }] : [];
  });
}

/** One item as this reader may see it. */
export function itemView(row: ItemRow, staff: StaffActor): ItemView {
  const { questionVersion, submissions, answers } = row;
  const submission = submissions[0];
  const facts = itemFacts(row);
  const answer = readAnswer(submission?.content ?? null);
  return {
    id: row.id,
    ordinal: row.ordinal,
    title: questionVersion.title,
    type: facts.type,
    keyed: facts.keyed === true,
    statement: questionVersion.statement,
    language: questionVersion.language,
    maxPoints: row.points,
    points: itemPoints(facts),
    state: itemState(facts),
    verdict: (submission?.verdict ?? null) as VerdictCode | null,
    compileOutput: submission?.compileOutput ?? null,
    answer,
    // After a regrade by a newer key the report shows the key that decided.
    ...definitionView(submission?.keyVersion?.definition ?? questionVersion.definition, answer),
    ...groupsView(row),
    ...reviewsView(row, staff),
    late: (answers[0]?.revisions ?? []).flatMap((revision) => {
      const content = readAnswer(revision.content);
      return content ? [{ savedAt: revision.savedAt, content, file: fileOf(content, row.files) }] : [];
    }),
    file: fileOf(answer, row.files),
  };
}

/** The file that an answer names; null also where it was erased. */
function fileOf(
  content: AnswerContent | null,
  files: ReadonlyMap<string, UploadedFile>,
): UploadedFile | null {
  const fileId = content && "fileId" in content ? content.fileId : null;
  return fileId === null ? null : (files.get(fileId) ?? null);
}

/** A stored answer that no longer parses is shown as none rather than failing the whole report. */
function readAnswer(content: unknown): AnswerContent | null {
  return content === null ? null : (AnswerContent.safeParse(content).data ?? null);
}

/** A function's arguments and value as people read them; a text that was cut stays as it is. */
function calls(tests: readonly TestView[], signature: Signature): TestView[] {
  const whole = ({ text, bytes }: Cut, show: (text: string) => string): Cut => {
    if (Buffer.byteLength(text) < bytes) return { text, bytes };
    const shown = show(text);
    return { text: shown, bytes: Buffer.byteLength(shown) };
  };
  return tests.map((test) => ({
    ...test,
    input: whole(test.input, (text) => showArguments(signature, text)),
    expected: whole(test.expected, (text) => showExpected(signature, text)),
  }));
}

/** The tests, as people read them, in the groups that the points come from. */
function groupsView({
  questionVersion,
  submissions,
  points,
  tests,
}: ItemRow): Pick<ItemView, "groups" | "groupsRule"> {
  const definition = Definition.safeParse(questionVersion.definition).data;
  const scoring = (definition?.type === "code" && definition.scoring) || null;
  const submission = submissions[0];
  const read = definition?.type === "function" ? calls(tests, definition.signature) : tests;
  const groups = groupTests(read, {
    maxPoints: points,
    points: submission?.points?.toNumber() ?? null,
    scoring,
    scored: Scored.safeParse(submission?.scored).data ?? null,
  });
  return { groups, groupsRule: totalRule(scoring) };
}

function definitionView(
  stored: unknown,
  answer: AnswerContent | null,
): Pick<ItemView, "options" | "accepted" | "rubric" | "signature"> {
  const definition = Definition.safeParse(stored).data;
  const plain = { options: [], accepted: [], rubric: [], signature: null };
  if (definition?.type === "text") {
    const { short, rubric } = definition;
    return { ...plain, rubric, accepted: short ? acceptedView(short, answer) : [] };
  }
  if (definition?.type === "file") return { ...plain, rubric: definition.rubric };
  if (definition?.type === "function") {
    const { signature, languages } = definition;
    const language = answer && "language" in answer ? answer.language : (languages[0] ?? "");
    return { ...plain, signature: languages.includes(language) ? signatureLine(signature, language) : null };
  }
  if (definition?.type !== "choice") return plain;
  const chosen = answer && "choices" in answer ? answer.choices : [];
  const options = definition.options.map((option) => ({
    ...option,
    chosen: chosen.includes(option.id),
    correct: definition.correct.includes(option.id),
  }));
  return { ...plain, options };
}

/** Each accepted form of a short answer; the one that the answer met is marked. */
function acceptedView(key: ShortKey, answer: AnswerContent | null): ItemView["accepted"] {
  const met = answer && "text" in answer ? matchShort(answer.text, key) : undefined;
  return key.accepted.map((accepted) => ({ text: acceptedWords(accepted), met: accepted === met }));
}

function reviewsView(row: ItemRow, staff: StaffActor): Pick<ItemView, "reviews" | "hiddenReviews"> {
  const all = row.reviews.map((review) => ({
    reviewer: review.reviewer.name,
    mine: review.reviewer.id === staff.userId,
    points: review.points.toNumber(),
    comment: review.comment,
    at: review.updatedAt,
  }));
  const open = canSeeOthersReviews(
    staff,
    all.some((review) => review.mine),
  );
  return open ? { reviews: all, hiddenReviews: 0 } : { reviews: [], hiddenReviews: all.length };
}

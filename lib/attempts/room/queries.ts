import { showArguments, showExpected } from "#lib/assessments/functions/cases.ts";
import { functionStarter, parameterNames, signatureLine } from "#lib/assessments/functions/starters.ts";
import { showsSamples } from "#lib/assessments/rules.ts";
import {
  AnswerContent,
  Definition,
  type FunctionDefinition,
  type SqlDefinition,
} from "#lib/assessments/schema.ts";
import { shortForm } from "#lib/assessments/short/rules.ts";
import { parseTable, showTable } from "#lib/assessments/tables/table.ts";
import { type Texts, textsFor } from "#lib/assessments/translations/rules.ts";
import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { timeOf } from "../clock/queries.ts";
import { recordedFacts, recordedOf } from "../events/queries.ts";
import { type AttemptFileFacts, filesOfAttempt } from "../files/queries.ts";
import { shortTestName } from "../rules.ts";
import type { AttemptView, RoomQuestion } from "../schema.ts";

function readAttempt(userId: string, attemptId: string) {
  return db.attempt.findFirst({
    where: { id: attemptId, candidate: { userId, ...LIVE_CANDIDACY } },
    include: {
      candidate: { select: { org: { select: { name: true } } } },
      answers: true,
      _count: { select: { files: true } },
      ...recordedFacts,
      assessmentVersion: {
        select: {
          name: true,
          items: {
            orderBy: { ordinal: "asc" },
            include: {
              questionVersion: {
                // Secret tests stay in the database: they are not even read here.
                include: { tests: { where: { visibility: "sample" }, orderBy: { ordinal: "asc" } } },
              },
            },
          },
        },
      },
    },
  });
}

type AttemptRow = NonNullable<Awaited<ReturnType<typeof readAttempt>>>;
type ItemRow = AttemptRow["assessmentVersion"]["items"][number];

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}

type SampleRows = ItemRow["questionVersion"]["tests"];

/** Starters carry the descriptions of the first language: what an answer begins with is the same for everybody. */
function functionMembers(definition: FunctionDefinition, tests: SampleRows, texts: Texts) {
  const { signature, languages, limits } = definition;
  return {
    type: "function" as const,
    languages: languages.map((id) => ({ id, starter: functionStarter(signature, id) })),
    limits: { timeSeconds: limits.timeSeconds, memoryMiB: limits.memoryMiB },
    runsSamples: tests.length > 0,
    heads: Object.fromEntries(languages.map((id) => [id, signatureLine(signature, id)])),
    names: Object.fromEntries(languages.map((id) => [id, parameterNames(signature, id)])),
    parameters: signature.parameters.map(({ name, type, description }) => ({
      name,
      type,
      description: texts.parameters?.[name] ?? description,
    })),
    result: { type: signature.result.type, description: texts.result ?? signature.result.description },
    samples: tests.map((test) => ({
      name: shortTestName(test.name),
      input: showArguments(signature, test.input),
      expected: showExpected(signature, test.answer),
    })),
  };
}

function sqlMembers(definition: SqlDefinition, tests: SampleRows) {
  const { mode, limits, starter, tables } = definition;
  return {
    type: "sql" as const,
    languages: [{ id: "sql", starter }],
    limits: { timeSeconds: limits.timeSeconds, memoryMiB: limits.memoryMiB },
    runsSamples: tests.length > 0,
    mode,
    tables,
    samples: tests.flatMap((test) => {
      const table = parseTable(test.answer);
      return table ? [{ name: shortTestName(test.name), expected: showTable(table) }] : [];
    }),
  };
}

/** What the question's type adds for its candidate. Written member by member: nothing secret slips through a spread. */
function typeMembers(item: ItemRow, files: readonly AttemptFileFacts[], texts: Texts) {
  const definition = Definition.parse(item.questionVersion.definition);
  switch (definition.type) {
    case "code":
      return {
        type: "code" as const,
        languages: definition.languages.map((id) => ({ id, starter: definition.starter[id] ?? "" })),
        limits: { timeSeconds: definition.limits.timeSeconds, memoryMiB: definition.limits.memoryMiB },
        runsSamples: item.questionVersion.tests.length > 0,
        samples: (showsSamples(definition) ? item.questionVersion.tests : []).map((test) => ({
          name: shortTestName(test.name),
          input: text(test.input),
          expected: text(test.answer),
        })),
      };
    case "function":
      return functionMembers(definition, item.questionVersion.tests, texts);
    case "sql":
      return sqlMembers(definition, item.questionVersion.tests);
    case "choice":
      return {
        type: "choice" as const,
        multiple: definition.multiple,
        options: definition.options.map(({ id, text }) => ({ id, text: texts.options?.[id] ?? text })),
      };
    case "text": {
      const { minWords, maxWords, short } = definition;
      return { type: "text" as const, minWords, maxWords, short: short ? shortForm(short) : null };
    }
    case "file": {
      const { kinds, maxBytes } = definition;
      const own = files.filter((file) => file.itemId === item.id).map(({ itemId: _, ...file }) => file);
      return { type: "file" as const, kinds, maxBytes, files: own };
    }
  }
}

interface DraftRow {
  itemId: string;
  language: string;
  source: string;
}

/** The last text in each language that an answer was in before: whoever changes the language, or the device, finds it again. */
function readDrafts(attemptId: string): Promise<DraftRow[]> {
  return db.$queryRaw<DraftRow[]>`
    select distinct on (r."answerId", r.content->>'language')
      a."itemId"::text, r.content->>'language' as language, r.content->>'source' as source
    from answer_revision r join answer a on a.id = r."answerId"
    where a."attemptId" = ${attemptId}::uuid and not r.late and r.content->>'language' <> a.content->>'language'
    order by r."answerId", r.content->>'language', r.revision desc`;
}

function question(
  item: ItemRow,
  answers: AttemptRow["answers"],
  files: readonly AttemptFileFacts[],
  drafts: readonly DraftRow[],
  language: string,
): RoomQuestion {
  const saved = answers.find((answer) => answer.itemId === item.id && answer.content !== null);
  const answer = saved && {
    revision: saved.revision,
    content: AnswerContent.parse(saved.content),
    savedAt: saved.savedAt.toISOString(),
    ...(saved.writer && { writer: saved.writer }),
    ...draftsOf(item.id, drafts),
  };
  const { id, ordinal, points, questionVersion } = item;
  const texts = textsFor(questionVersion, language);
  const { title, statement, language: lang } = texts;
  const shared = { id, ordinal, title, statement, lang, points, answer: answer ?? null };
  return { ...shared, ...typeMembers(item, files, texts) };
}

function draftsOf(itemId: string, drafts: readonly DraftRow[]): { drafts?: Record<string, string> } {
  const own = drafts.filter((draft) => draft.itemId === itemId);
  if (own.length === 0) return {};
  return { drafts: Object.fromEntries(own.map(({ language, source }) => [language, source])) };
}

/** The first language of all questions, which is then the assessment's own. */
function commonLanguage(items: readonly ItemRow[]): { titleLang?: string } {
  const [language, ...others] = new Set(items.map(({ questionVersion }) => questionVersion.language));
  return language !== undefined && others.length === 0 ? { titleLang: language } : {};
}

/**
 * One's own attempt with its questions as they may be seen: never a key, a rubric or a secret test.
 * @param language BCP 47, of the reader: questions that are written in it too are given in it. What is graded is the same.
 * @throws DomainError not_found when it is not theirs, or access was ended.
 */
export async function getAttempt(actor: Actor, attemptId: string, language = "en"): Promise<AttemptView> {
  const { userId } = assertCandidate(actor);
  const attempt = isId(attemptId) ? await readAttempt(userId, attemptId) : null;
  if (!attempt) throw notFound("attempt");
  const { assessmentVersion: version } = attempt;
  const files = attempt._count.files === 0 ? [] : await filesOfAttempt(attempt.id);
  const drafts = attempt.state === "in_progress" ? await readDrafts(attempt.id) : [];
  return {
    attemptId: attempt.id,
    title: version.name,
    ...commonLanguage(version.items),
    organisation: attempt.candidate.org.name,
    ...(attempt.practiceOfId && { practice: { invitationId: attempt.practiceOfId } }),
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
    ...timeOf(attempt),
    ...recordedOf(attempt),
    flagged: attempt.flagged,
    questions: version.items.map((item) => question(item, attempt.answers, files, drafts, language)),
  };
}

import { textsFor } from "#lib/assessments/translations/rules.ts";
import { filesOfAttempt, openFile } from "#lib/attempts/files/queries.ts";
import { db } from "#lib/platform/db.ts";
import { sharedResultOf } from "#lib/review/results/queries.ts";
import { base64Of, listOf, member, type Written } from "../rules.ts";

/*
 * One attempt of the person who downloads, in parts. The caller has made sure that it is theirs.
 */

/** Rows that are read at once: a full answer is a quarter of a megabyte. */
const PAGE = 20;

function loadAttempt(id: string) {
  return db.attempt.findUniqueOrThrow({
    where: { id },
    include: {
      timeCredits: { orderBy: { fromAt: "asc" } },
      assessmentVersion: {
        select: {
          name: true,
          items: {
            orderBy: { ordinal: "asc" },
            select: {
              id: true,
              ordinal: true,
              questionVersion: {
                select: { title: true, statement: true, language: true, translations: true },
              },
            },
          },
        },
      },
    },
  });
}
type AttemptRow = Awaited<ReturnType<typeof loadAttempt>>;
type Item = { id: string; ordinal: number; title: string };

/** What was asked, by the name that it has in the holder's language. */
function itemsOf({ assessmentVersion }: AttemptRow, language: string): Item[] {
  return assessmentVersion.items.map(({ id, ordinal, questionVersion }) => {
    return { id, ordinal, title: textsFor(questionVersion, language).title };
  });
}

/**
 * Everything that an attempt holds of its candidate; of its result what the team shares.
 * @param language BCP 47, of the holder.
 */
export async function* attemptParts(
  userId: string | null,
  id: string,
  language: string,
): AsyncGenerator<string> {
  const attempt = await loadAttempt(id);
  const items = itemsOf(attempt, language);
  const { state, startedAt, deadlineAt, submittedAt, submittedBy, receipt, baseMinutes } = attempt;
  const { timeMultiplier, adjustmentSeconds, assessmentVersion, timeCredits } = attempt;
  yield `{${member("id", id, true)}`;
  yield member("assessment", assessmentVersion.name);
  yield member("practice", attempt.practiceOfId !== null);
  yield member("state", state);
  yield member("times", { startedAt, deadlineAt, submittedAt, submittedBy });
  yield member("time", { baseMinutes, timeMultiplier, adjustmentSeconds });
  yield member(
    "timeCredits",
    timeCredits.map(({ kind, fromAt, toAt, seconds, reason }) => ({ kind, fromAt, toAt, seconds, reason })),
  );
  yield member(
    "flagged",
    attempt.flagged.map((itemId) => questionOf(items, itemId)),
  );
  yield member("receipt", receipt);
  yield member("result", userId && submittedAt ? await sharedResultOf(userId, id, language) : null);
  yield ',\n"answers": ';
  yield* listOf(answers(id, items));
  yield ',\n"files": ';
  yield* listOf(files(id, items));
  yield ',\n"runs": ';
  yield* listOf(runs(id, items));
  yield ',\n"recorded": ';
  yield* listOf(events(id, items));
  yield "}";
}

const questionOf = (items: Item[], itemId: string | null) => {
  const item = items.find(({ id }) => id === itemId);
  return item ? { ordinal: item.ordinal, title: item.title } : null;
};

async function* answers(attemptId: string, items: Item[]): AsyncGenerator<Written> {
  for (const item of items) {
    const key = { attemptId, itemId: item.id };
    const answer = await db.answer.findUnique({ where: { attemptId_itemId: key } });
    const handedIn = await db.submission.findUnique({
      where: { attemptId_itemId: key },
      select: { content: true },
    });
    if (answer ?? handedIn) yield answerParts(item, answer, handedIn?.content);
  }
}

type Answer = { id: string; revision: number; content: unknown; savedAt: Date } | null;

async function* answerParts(item: Item, answer: Answer, handedIn: unknown): AsyncGenerator<string> {
  yield `{${member("question", questionOf([item], item.id), true)}`;
  yield member("saved", answer && { revision: answer.revision, at: answer.savedAt, content: answer.content });
  yield member("handedIn", handedIn);
  yield ',\n"versions": ';
  yield* listOf(answer ? revisions(answer.id) : []);
  yield "}";
}

async function* revisions(answerId: string): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const rows = await db.answerRevision.findMany({
      where: { answerId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const { revision, savedAt, late, content } of rows)
      yield JSON.stringify({ revision, savedAt, late, content });
    after = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}

/** Every file that was uploaded and is still kept, its content in Base64: the copy needs us for nothing. */
async function* files(attemptId: string, items: Item[]): AsyncGenerator<Written> {
  for (const { fileId, itemId, name, bytes, sha256 } of await filesOfAttempt(attemptId)) {
    const { parts } = await openFile(attemptId, fileId);
    const facts = JSON.stringify({ question: questionOf(items, itemId), name, bytes, sha256 });
    yield fileText(facts.slice(0, -1), parts);
  }
}

async function* fileText(facts: string, parts: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  yield `${facts},"content":"`;
  yield* base64Of(parts);
  yield '"}';
}

/** Runs go over samples and one's own input: nothing of them was secret. */
async function* runs(attemptId: string, items: Item[]): AsyncGenerator<string> {
  for (let after: string | undefined; ; ) {
    const rows = await db.run.findMany({
      where: { attemptId, ...(after ? { id: { gt: after } } : {}) },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    for (const { itemId, language, source, stdin, verdict, result, createdAt } of rows) {
      const question = questionOf(items, itemId);
      yield JSON.stringify({ question, createdAt, language, source, stdin, verdict, result });
    }
    after = rows.at(-1)?.id;
    if (rows.length < PAGE) return;
  }
}

async function* events(attemptId: string, items: Item[]): AsyncGenerator<string> {
  const rows = await db.attemptEvent.findMany({ where: { attemptId }, orderBy: { at: "asc" } });
  for (const { itemId, at, kind, data, note, notedAt } of rows)
    yield JSON.stringify({ question: questionOf(items, itemId), at, kind, data, note, notedAt });
}

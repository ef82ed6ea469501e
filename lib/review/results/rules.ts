import { attemptScore, itemPoints, type ScoredItem } from "#lib/grading/rules.ts";

const DAY_MS = 86_400_000;

/** One question as its candidate may read its result: no verdict, no test, no key. */
export interface QuestionResult {
  ordinal: number;
  title: string;
  /** BCP 47, of the title. */
  lang: string;
  points: number;
  maxPoints: number;
}

/** What a candidate sees of a result. `pending`: something still waits for the judge or for a person. */
export type SharedResult =
  | { state: "not_shared" }
  | { state: "pending" }
  | {
      state: "shown";
      points: number;
      maxPoints: number;
      /** null: the team shares the score alone. */
      questions: QuestionResult[] | null;
    };

export interface ResultFacts {
  sharing: "nothing" | "score" | "questions";
  graded: boolean;
  /** Access ended in the middle of the attempt: what is there is no result. */
  closed: boolean;
  items: readonly (ScoredItem & Pick<QuestionResult, "ordinal" | "title" | "lang">)[];
}

/** What of a result may be shown: nothing before all of it is graded and read, for a part of a score misleads. */
export function sharedResult({ sharing, graded, closed, items }: ResultFacts): SharedResult {
  if (sharing === "nothing" || closed) return { state: "not_shared" };
  const questions = items.flatMap((item): QuestionResult[] => {
    const points = itemPoints(item);
    const { ordinal, title, lang, maxPoints } = item;
    return points === null ? [] : [{ ordinal, title, lang, points, maxPoints }];
  });
  if (!graded || questions.length < items.length) return { state: "pending" };
  return { state: "shown", ...attemptScore(items), questions: sharing === "questions" ? questions : null };
}

/** The day by which the team means to answer; null where it named none. */
export function replyBy(submittedAt: Date, days: number | null): Date | null {
  return days === null ? null : new Date(submittedAt.getTime() + days * DAY_MS);
}

import type { AnswerContent, QuestionType } from "#lib/assessments/schema.ts";
import type { UploadedFile } from "#lib/attempts/files/schema.ts";
import type { ReceiptFacts } from "#lib/attempts/receipts/schema.ts";
import type { TestDetail } from "#lib/attempts/runs/schema.ts";
import type { LastRegrade } from "#lib/grading/regrades/queries.ts";
import type { TestGroup } from "../groups/rules.ts";
import type { Cohort, ItemState, Score, Standing } from "../rules.ts";
import type { DecisionKind } from "../schema.ts";

/** Bytes of a test's input, output and errors that a report shows: enough to see what went wrong. */
export const MAX_SHOWN_BYTES = 1_000;
/** Recorded events that a report lists; the rest is counted. */
export const MAX_EVENTS = 200;
/** Late saves shown per answer, newest first. */
export const MAX_LATE = 3;

export type VerdictCode = "AC" | "WA" | "TLE" | "MLE" | "OLE" | "RTE" | "CE" | "JE";

/** A text cut to MAX_SHOWN_BYTES, with its true size in bytes. */
export interface Cut {
  text: string;
  bytes: number;
}

export interface TestView {
  name: string;
  visibility: "sample" | "secret";
  /** null: not run (yet, or because the program did not compile). */
  verdict: VerdictCode | null;
  timeMs: number | null;
  memoryKb: number | null;
  /** What the question's own validator gave it. */
  score: number | null;
  input: Cut;
  expected: Cut;
  stdout: string | null;
  stderr: string | null;
  /** What a function or a query gave back. */
  detail: TestDetail | null;
}

export interface OptionView {
  id: string;
  text: string;
  chosen: boolean;
  correct: boolean;
}

export interface ReviewView {
  reviewer: string;
  mine: boolean;
  points: number;
  comment: string;
  at: Date;
}

export interface LateView {
  savedAt: Date;
  content: AnswerContent;
  file: UploadedFile | null;
}

export interface ItemView {
  id: string;
  ordinal: number;
  title: string;
  type: QuestionType;
  /** A key grades it, and no person does. */
  keyed: boolean;
  /** Markdown. */
  statement: string;
  /** BCP 47, of title and statement. */
  language: string;
  maxPoints: number;
  points: number | null;
  state: ItemState;
  verdict: VerdictCode | null;
  compileOutput: string | null;
  /** What was graded; null: left empty. */
  answer: AnswerContent | null;
  /** Of an answer that is a file. */
  file: UploadedFile | null;
  /** Of a function question: how the function is called, in the answer's language. */
  signature: string | null;
  /** Of a choice question, with the key. */
  options: OptionView[];
  /** Of a short answer: what counts as right, and which of it the answer met. */
  accepted: { text: string; met: boolean }[];
  /** Of an answer that people read: what reviewers look at. */
  rubric: { id: string; title: string; description: string }[];
  /** Its tests, as its points come from them. */
  groups: TestGroup<TestView>[];
  /** How the points follow from the groups, where they are not their sum; else empty. */
  groupsRule: string;
  reviews: ReviewView[];
  /** Reviews of others that the reader may not see before giving their own. */
  hiddenReviews: number;
  /** Saved after the deadline and its grace: shown, never graded. */
  late: LateView[];
}

export interface EventView {
  /** Since the start, on the clock that the team is told of. */
  afterSeconds: number;
  kind: string;
  data: unknown;
  /** The candidate's own words about it. */
  note: string | null;
  /** Ordinal of the question it belongs to. */
  question: number | null;
}

export interface DecisionView {
  id: string;
  kind: DecisionKind;
  reason: string;
  by: string;
  at: Date;
}

export interface ReportView {
  attemptId: string;
  candidate: {
    id: string;
    name: string;
    email: string;
    withdrawnAt: Date | null;
    erasedAt: Date | null;
    partner: { id: string; name: string } | null;
    lookupState: "none" | "unconfirmed" | "confirmed" | "denied";
    lookupCheckedAt: Date | null;
    deniedReason: string | null;
    lastLookup: { at: Date; kind: string; durationMs: number } | null;
  };
  assessment: { id: string; name: string; version: number; cutPercent: number | null };
  state: "in_progress" | "submitted" | "graded";
  /** To the day (UTC). */
  startedOn: Date;
  /** When the candidate agreed to what is recorded, to the day (UTC); null: they started by the API alone. */
  agreedOn: Date | null;
  submittedAt: Date | null;
  submittedBy: "candidate" | "deadline" | "withdrawal" | null;
  /** What the candidate may quote of what was signed; null: not submitted. */
  receipt: Pick<ReceiptFacts, "id" | "contentHash" | "keyId"> | null;
  baseMinutes: number;
  /** Without extra time that the candidate keeps to themselves. */
  timeMultiplier: number;
  /** The candidate gave themselves extra time and lets the team know. */
  sharedExtraTime: boolean;
  adjustmentSeconds: number;
  score: Score | null;
  percent: number | null;
  standing: Standing;
  cohort: Cohort;
  /** The first line. */
  headline: string;
  /** What waits for a person; empty when nothing does. */
  reviewNote: string;
  /** Why the judge does not go on; empty when it does. */
  judgeNote: string;
  /** Answers that the judge reads, and those of them that it has not ended. */
  judged: { all: number; unfinished: number };
  /** When answers were last sent to the judge again by a person. */
  regrade: LastRegrade | null;
  /** Answers that a key grades. */
  keyed: number;
  /** Time given back for our own failures, oldest first. */
  credits: { seconds: number; reason: string }[];
  items: ItemView[];
  events: EventView[];
  eventCount: number;
  /** Newest first: the first is in force. */
  decisions: DecisionView[];
  may: { score: boolean; decide: boolean; regrade: boolean };
}

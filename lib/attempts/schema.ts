import { z } from "zod";
import { FileKind } from "#lib/assessments/files/schema.ts";
import { AnswerContent } from "#lib/assessments/schema.ts";
import { ShownTable, TableShape } from "#lib/assessments/tables/schema.ts";

import { UploadedFile } from "./files/schema.ts";

/**
 * A save carries one answer, a short draft at most, and its events: 256 KiB of source, twice that in JSON where every
 * character is a quote or a line's end. Control characters grow six-fold: a text of nothing else is refused, here or by
 * what may be stored.
 */
export const MAX_SAVE_BODY_BYTES = 640 * 1024;
/** A run carries one source and one input of the candidate's own. */
export const MAX_RUN_BODY_BYTES = 768 * 1024;
/** Own input for a run: a hand-made case, not a data set. */
export const MAX_STDIN_BYTES = 64 * 1024;
/** Events ride along with a save; 5 s of the busiest work make fewer. */
export const MAX_EVENTS_PER_SAVE = 50;
/** Longest wait for a run in one request: below the time-out of every common reverse proxy (30 s). */
export const MAX_RUN_WAIT_SECONDS = 25;

export const AttemptState = z.enum(["in_progress", "submitted", "graded"]);
export type AttemptState = z.infer<typeof AttemptState>;

export const Verdict = z.enum(["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE", "JE"]);
export type Verdict = z.infer<typeof Verdict>;

export const StartBody = z.object({ invitationId: z.uuid("is not an invitation's id") });

/** What the room records about the candidate and shows them; never a score. */
export const EventKind = z.enum([
  "paste",
  "left_page",
  "returned",
  "focus_lost",
  "focus_back",
  "connection_lost",
  "connection_back",
]);
export type EventKind = z.infer<typeof EventKind>;
/** With what the server sees by itself. */
const RecordedKind = z.enum([...EventKind.options, "address_changed"]);

/** Nanoseconds and a zone fit; of many more digits JavaScript makes another moment. */
const MAX_TIME_LENGTH = 40;

export const RoomEvent = z.object({
  /** Made by the browser, so that a save sent twice records its events once. */
  id: z.uuid(),
  kind: EventKind,
  at: z.iso.datetime().max(MAX_TIME_LENGTH),
  data: z.object({ characters: z.number().int().nonnegative() }).partial().optional(),
});
export type RoomEvent = z.infer<typeof RoomEvent>;

/** An event as both sides see it. */
export const RecordedEvent = z.object({
  id: z.uuid(),
  kind: RecordedKind,
  at: z.iso.datetime(),
  data: z.unknown().optional(),
  /** The candidate's own words about it. */
  note: z.string().nullable().optional(),
});
export type RecordedEvent = z.infer<typeof RecordedEvent>;

/** The database counts to a little more. */
const MAX_REVISION = 2_000_000_000;

export const SaveBody = z.object({
  revision: z.number().int("must be a whole number").min(1, "starts at 1").max(MAX_REVISION),
  content: z.unknown(),
  /**
   * The last revision that the sender knows to be stored, 0 for none. What is stored beyond it by another writer is then
   * not replaced, however high `revision` is. Absent: `revision` alone decides.
   */
  base: z.number().int().min(0).max(MAX_REVISION).optional(),
  /** A random number of the sender's own. What it stored itself beyond `base` it may replace: the answer was lost. */
  writer: z.uuid().optional(),
  /**
   * The last text in another of the question's languages that gave way before it was saved: it is kept in the history
   * under the revision before this one's, which is its sender's to leave free. One that does not fit is left out.
   */
  draft: z.unknown().optional(),
  /** One that does not fit is left out: what the room saw never costs what the candidate wrote. */
  events: z
    .array(z.unknown())
    .catch([])
    .transform((list) =>
      list.slice(0, MAX_EVENTS_PER_SAVE).flatMap((event) => RoomEvent.safeParse(event).data ?? []),
    )
    .optional(),
});
export type SaveBody = z.infer<typeof SaveBody>;

export const RunBody = z.object({
  questionId: z.uuid("is not a question's id"),
  language: z.string().min(1).max(32),
  source: z.string(),
  stdin: z.string().optional(),
});
export type RunBody = z.infer<typeof RunBody>;

export const Clock = z.object({ deadlineAt: z.iso.datetime(), serverNow: z.iso.datetime() });

export const StartAnswer = Clock.extend({ attemptId: z.uuid(), startedAt: z.iso.datetime() });
export type StartAnswer = z.infer<typeof StartAnswer>;

export const SaveAnswer = Clock.extend({
  /** The revision that is stored now. */
  revision: z.number().int(),
  savedAt: z.iso.datetime(),
  /** True when something else is stored, later than the sender knows: what was sent is not. */
  conflict: z.literal(true).optional(),
  /** True when that was saved by the sender itself, whose saves came in another order. */
  own: z.literal(true).optional(),
  /** What the server recorded by itself with this save: the room shows it at once. */
  recorded: z.array(RecordedEvent).optional(),
});
export type SaveAnswer = z.infer<typeof SaveAnswer>;

/** Proof of what was handed in and when. `signature` is Ed25519 over the canonical JSON of the four first members. */
export const Receipt = z.object({
  id: z.uuid(),
  attemptId: z.uuid(),
  submittedAt: z.iso.datetime(),
  /** SHA-256, hex, over the canonical JSON of every item's id, revision and content, and of a named file's own SHA-256. */
  contentHash: z.string(),
  keyId: z.string(),
  signature: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Nothing is needed in it: a press hands in whenever it comes. */
export const SubmitBody = z.object({
  /** The room hands in by itself because its clock has ended: refused while there is time. */
  byClock: z.boolean().optional(),
});
export type SubmitBody = z.infer<typeof SubmitBody>;

export const SubmitAnswer = z.object({ submittedAt: z.iso.datetime(), receipt: Receipt });
export type SubmitAnswer = z.infer<typeof SubmitAnswer>;

const QuestionBase = z.object({
  id: z.uuid(),
  ordinal: z.number().int(),
  title: z.string(),
  /** Markdown. */
  statement: z.string(),
  /** BCP 47, of what the question's author wrote. */
  lang: z.string(),
  points: z.number().int(),
  answer: z
    .object({
      revision: z.number().int(),
      content: AnswerContent,
      savedAt: z.iso.datetime(),
      /** Who saved it, if they said. */
      writer: z.uuid().optional(),
      /** Language → the last text in it, of the languages that the answer is not in now. */
      drafts: z.record(z.string(), z.string()).optional(),
    })
    .nullable(),
});

/** What every question for the judge has. */
const ProgramBase = QuestionBase.extend({
  languages: z.array(z.object({ id: z.string(), starter: z.string() })),
  limits: z.object({ timeSeconds: z.number(), memoryMiB: z.number() }),
  /** Whether there is anything to run without input of one's own; of a talk there is though no sample is shown. */
  runsSamples: z.boolean(),
});
const TextSample = z.object({ name: z.string(), input: z.string(), expected: z.string() });

/** A question as its candidate may see it: no key, no secret test, no rubric. */
export const RoomQuestion = z.discriminatedUnion("type", [
  ProgramBase.extend({ type: z.literal("code"), samples: z.array(TextSample) }),
  ProgramBase.extend({
    type: z.literal("function"),
    /** The function's head, by language id. */
    heads: z.record(z.string(), z.string()),
    /** The parameters' names as each language writes them, by language id. */
    names: z.record(z.string(), z.record(z.string(), z.string())),
    parameters: z.array(z.object({ name: z.string(), type: z.string(), description: z.string() })),
    result: z.object({ type: z.string(), description: z.string() }),
    /** Arguments one a line (`seats = [3, 4]`), and the value to return. */
    samples: z.array(TextSample),
  }),
  ProgramBase.extend({
    type: z.literal("sql"),
    mode: z.enum(["query", "statements"]),
    tables: z.array(TableShape),
    samples: z.array(z.object({ name: z.string(), expected: ShownTable })),
  }),
  QuestionBase.extend({
    type: z.literal("choice"),
    multiple: z.boolean(),
    options: z.array(z.object({ id: z.string(), text: z.string() })),
  }),
  QuestionBase.extend({
    type: z.literal("text"),
    minWords: z.number().int().nullable(),
    maxWords: z.number().int().nullable(),
    /** One line, graded by a key: whether words or figures are wanted. null: as long as it needs, read by people. */
    short: z.enum(["text", "number"]).nullable(),
  }),
  QuestionBase.extend({
    type: z.literal("file"),
    kinds: z.array(FileKind),
    maxBytes: z.number().int(),
    /** What was uploaded for it and may be named by the answer, newest first. */
    files: z.array(UploadedFile),
  }),
]);
export type RoomQuestion = z.infer<typeof RoomQuestion>;

/** Time given back for our own failures, oldest first; the seconds add up to what was given. */
const Credits = z.array(
  z.object({
    /** `included`: other lines had given all of it already. */
    kind: z.enum(["judge_wait", "outage", "included"]),
    fromAt: z.iso.datetime(),
    seconds: z.number().int(),
  }),
);

/** The time that the terms give: "60 min (40 + 50 %)", and what a person added or took. */
const Plan = z.object({
  baseMinutes: z.number().int(),
  extraPercent: z.number().int(),
  totalMinutes: z.number().int(),
  adjustmentSeconds: z.number().int(),
});

/** An attempt's time with its reasons: what its end is made of. */
export const TimeView = Clock.extend({
  state: AttemptState,
  startedAt: z.iso.datetime(),
  plan: Plan,
  credits: Credits,
});
export type TimeView = z.infer<typeof TimeView>;

export const AttemptView = TimeView.extend({
  attemptId: z.uuid(),
  title: z.string(),
  /** BCP 47; absent: it is not known. */
  titleLang: z.string().optional(),
  organisation: z.string(),
  /** Of a practice, which counts for nothing: what it prepares for. */
  practice: z.object({ invitationId: z.uuid() }).optional(),
  submittedAt: z.iso.datetime().nullable(),
  events: z.array(RecordedEvent),
  /** Ids of questions to come back to. */
  flagged: z.array(z.uuid()),
  questions: z.array(RoomQuestion),
});
export type AttemptView = z.infer<typeof AttemptView>;

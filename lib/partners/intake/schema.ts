import { z } from "zod";
import { CANDIDATE_STATUSES } from "#lib/candidates/rules.ts";
import {
  InviteInput,
  MAX_TIME_MULTIPLIER,
  Metadata,
  ProfileUrl,
  WithdrawInput,
} from "#lib/candidates/schema.ts";
import { line } from "#lib/platform/text.ts";

/** One request's work stays below a second or two, and its body far below the size limit. */
export const MAX_BATCH = 100;
export const DEFAULT_PAGE = 50;
export const MAX_PAGE = 100;
/** Longer than any id of a system that we know. */
const MAX_EXTERNAL_ID = 200;

/** It becomes a segment of the lookup's address, where these two would mean another place. */
export const ExternalId = line(MAX_EXTERNAL_ID).refine(
  (value) => value !== "." && value !== "..",
  "cannot be a dot or two",
);
const Moment = z.iso.datetime({ offset: true });
export const Status = z.enum(CANDIDATE_STATUSES);

/** `POST /candidates`: unknown members are ignored, so that a partner may send its own record as it is. */
export const CandidateInput = InviteInput.extend({
  email: InviteInput.shape.email.meta({ description: "Where the invitation goes; kept in lower case." }),
  name: InviteInput.shape.name.meta({ description: "As the person is to be greeted." }),
  locale: InviteInput.shape.locale.meta({ description: "Language tag, such as en or pt-BR." }),
  externalId: ExternalId.meta({
    description: "Your own id of this candidate. Sent again, it answers the candidate that is there.",
  }),
  assessment: InviteInput.shape.assessment.meta({ description: "Slug or id of a published assessment." }),
  timeMultiplier: z
    .number("is not a number")
    .min(1, "is below 1")
    .max(MAX_TIME_MULTIPLIER, `is above ${MAX_TIME_MULTIPLIER}`)
    .multipleOf(0.01, "has more than two decimals")
    .default(1)
    .meta({ description: "Extra time as an accommodation: 1.5 gives half as much again." }),
  expiresAt: Moment.transform((text) => new Date(text))
    .optional()
    .meta({ description: "Last moment to start; two weeks from now when left out." }),
  inviteBy: z
    .enum(["email", "none"])
    .default("email")
    .meta({ description: "`none`: you hand inviteUrl over yourself." }),
  profileUrl: ProfileUrl.optional().meta({ description: "Where the team finds this person in your system." }),
  metadata: Metadata.optional().meta({
    description: "Anything of yours, up to 4 KiB and eight levels deep; given back unchanged.",
  }),
});
export type CandidateInput = z.infer<typeof CandidateInput>;

export const BatchInput = z.object({
  candidates: z
    .array(z.unknown())
    .min(1, "is empty")
    .max(MAX_BATCH, `holds more than ${MAX_BATCH}`)
    .meta({ description: "Each as in POST /candidates. A bad one never fails the others." }),
});
export type BatchInput = z.infer<typeof BatchInput>;

export { WithdrawInput };
export type WithdrawBody = z.infer<typeof WithdrawInput>;

export const ListQuery = z.object({
  externalId: ExternalId.optional(),
  status: Status.optional(),
  cursor: z.string().max(200).optional().meta({ description: "`nextCursor` of the page before." }),
  limit: z.coerce.number("is not a number").int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
});
export type ListQuery = z.infer<typeof ListQuery>;

export const Score = z.object({
  points: z.number(),
  maxPoints: z.number(),
  percent: z.number().nullable().meta({ description: "One decimal; null when nothing could be earned." }),
});

/** A candidate as its partner sees it. */
export const Candidate = z.object({
  id: z.uuid(),
  externalId: z.string(),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  status: Status,
  assessment: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  timeMultiplier: z.number(),
  inviteUrl: z.url().nullable().meta({ description: "null once the invitation can no longer be used." }),
  profileUrl: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()).nullable(),
  lookup: z
    .object({ state: z.enum(["none", "unconfirmed", "confirmed", "denied"]), checkedAt: Moment.nullable() })
    .meta({ description: "What your lookup service said last about this candidate." }),
  createdAt: Moment,
  expiresAt: Moment,
  startedAt: Moment.nullable().meta({
    description:
      "To the day (UTC), and never before createdAt: how long candidates take is theirs, for some have extra time that they keep to themselves.",
  }),
  submittedAt: Moment.nullable(),
  gradedAt: Moment.nullable(),
  withdrawnAt: Moment.nullable(),
  erasedAt: Moment.nullable().meta({
    description:
      "When the candidate's data was deleted at their request: name, email and externalId are then ours, not theirs.",
  }),
  score: Score.nullable().meta({ description: "null until graded." }),
  reportUrl: z
    .url()
    .nullable()
    .meta({ description: "For the hiring team, who sign in there. null until graded." }),
});
export type Candidate = z.infer<typeof Candidate>;

export const CandidatePage = z.object({ data: z.array(Candidate), nextCursor: z.string().nullable() });
export type CandidatePage = z.infer<typeof CandidatePage>;

export const FieldProblem = z.object({
  pointer: z.string().meta({ description: "JSON pointer (RFC 6901) into what you sent." }),
  detail: z.string(),
});

/** RFC 9457. */
export const Problem = z.object({
  type: z.string().meta({ description: "Address of this error's description." }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().meta({ description: "Stable, for programs." }),
  requestId: z.string(),
  errors: z.array(FieldProblem).optional(),
});
export type Problem = z.infer<typeof Problem>;

export const BatchResult = z.object({
  results: z.array(
    z.object({
      status: z.int().meta({ description: "What POST /candidates would have answered." }),
      candidate: Candidate.optional(),
      problem: Problem.optional(),
    }),
  ),
});
export type BatchResult = z.infer<typeof BatchResult>;

export const AssessmentSummary = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  durationMinutes: z.int(),
  questionCount: z.int(),
  languages: z.array(z.string()),
});
export const AssessmentList = z.object({ data: z.array(AssessmentSummary) });
export type AssessmentList = z.infer<typeof AssessmentList>;

import { z } from "zod";

/** How many rows of each kind were deleted, and what stayed. */
export const Summary = z.object({
  records: z.number(),
  attempts: z.number(),
  answers: z.number(),
  revisions: z.number(),
  runs: z.number(),
  events: z.number(),
  signIns: z.number(),
  mails: z.number(),
  /** The account stays: the person is, or was, a member of a team, or has other applications. */
  accountKept: z.boolean(),
});
export type Summary = z.infer<typeof Summary>;

/** What a candidate fills in to have everything deleted. */
export const EraseForm = z.object({ email: z.string().default(""), password: z.string().default("") });
export type EraseForm = z.infer<typeof EraseForm>;

/** What a member of the team fills in to delete one candidate's data at their request. */
export const EraseCandidateForm = z.object({ candidateId: z.uuid(), email: z.string().default("") });

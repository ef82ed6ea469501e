import { z } from "zod";
import { line } from "#lib/platform/text.ts";

/** Kinds of failure that can be muted: those that say something about the partner. */
export const FAILURE_KINDS = [
  "timeout",
  "unreachable",
  "server_error",
  "rate_limited",
  "misconfigured",
  "malformed",
  "redirect",
] as const;
export const FailureKind = z.enum(FAILURE_KINDS);
export type FailureKind = z.infer<typeof FailureKind>;

/** An hour for a restart, a week for a move; a longer silence would be forgotten. */
export const MUTE_HOURS = [1, 4, 24, 168] as const;
const MAX_REASON = 200;

export const MuteInput = z.object({
  kind: FailureKind,
  hours: z.coerce.number().pipe(z.literal(MUTE_HOURS, "is not one of the offered times")),
  /** Colleagues read it when they wonder why nothing was heard. */
  reason: line(MAX_REASON),
});
export type MuteInput = z.infer<typeof MuteInput>;

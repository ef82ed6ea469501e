import type { Attempt, AttemptEvent, TimeCredit } from "#lib/platform/generated/client.ts";
import { creditsOf } from "../clock/queries.ts";
import type { AttemptView, RecordedEvent } from "../schema.ts";

/** The newest events are enough for the candidate's pages; the report reads more of them. */
const MAX_EVENTS_SHOWN = 500;

/** What a reader of attempts includes for `recordedOf`. */
export const recordedFacts = {
  events: { orderBy: { at: "desc" }, take: MAX_EVENTS_SHOWN },
  timeCredits: { orderBy: { fromAt: "asc" } },
} as const;

/** What was recorded about a candidate, and the time that they were given back, as they see it. */
export function recordedOf(attempt: {
  events: AttemptEvent[];
  timeCredits: TimeCredit[];
  baseMinutes: number;
  timeMultiplier: Attempt["timeMultiplier"];
}): Pick<AttemptView, "events" | "credits"> {
  return {
    events: attempt.events.map(({ id, kind, at, data, note }) => ({
      id,
      kind: kind as RecordedEvent["kind"],
      at: at.toISOString(),
      data,
      note,
    })),
    credits: creditsOf(attempt),
  };
}

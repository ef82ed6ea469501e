import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { db } from "#lib/platform/db.ts";
import { type Waiting, waitingOf } from "./rules.ts";

interface Row {
  attemptId: string;
  /** Languages of what the judge has still to do; null: it is done, and waits for a person. */
  language: string | null;
  state: "queued" | "running" | "failed" | "done";
}

/** What the scores of these attempts still wait for; one that waits for nothing is not in the map. Callers have authorised. */
export async function loadWaiting(attemptIds: readonly string[]): Promise<Map<string, Waiting>> {
  if (attemptIds.length === 0) return new Map();
  const [rows, available] = await Promise.all([
    db.$queryRaw<Row[]>`
      select s."attemptId"::text, s.content->>'language' as language, s.state::text
      from submission s
      where s."attemptId" = any(${[...attemptIds]}::uuid[]) and (
        s.state <> 'done' or (s.points is null and not exists (
          select 1 from review r where r."attemptId" = s."attemptId" and r."itemId" = s."itemId"
        ))
      )`,
    getJudgeAvailability(),
  ]);
  const byAttempt = Map.groupBy(rows, (row) => row.attemptId);
  const found = new Map<string, Waiting>();
  for (const [attemptId, open] of byAttempt) {
    const waiting = waitingOf(
      open.map(({ state, language }) => ({
        state,
        missing: state === "done" || language === null ? null : missingFor(available, language),
      })),
    );
    if (waiting) found.set(attemptId, waiting);
  }
  return found;
}

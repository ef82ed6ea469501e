import { db } from "#lib/platform/db.ts";

/** Three missed beats: as readiness has it (lib/observability/readiness.ts). */
export const ALIVE_SECONDS = 60;
/** A page of a list asks once for all its rows, a room at each press. */
const REMEMBER_MS = 1_000;

/** What the live workers together can judge. */
export interface JudgeAvailability {
  /** Some worker has a sandbox. */
  judge: boolean;
  languages: ReadonlySet<string>;
}

let remembered: { at: number; answer: Promise<JudgeAvailability> } | undefined;

async function read(): Promise<JudgeAvailability> {
  const rows = await db.$queryRaw<{ languages: string[] }[]>`
    select array(
      select l->>'id' from jsonb_array_elements(sandbox->'languages') l where (l->>'on')::boolean
    ) as languages
    from worker_heartbeat
    where "selfTestOk" and "seenAt" > now() - make_interval(secs => ${ALIVE_SECONDS}::float8)`;
  return { judge: rows.length > 0, languages: new Set(rows.flatMap((row) => row.languages)) };
}

/** Whether code can be judged now, and in which languages: over all workers, at most a second old. */
export function getJudgeAvailability(): Promise<JudgeAvailability> {
  const at = performance.now();
  if (!remembered || at - remembered.at > REMEMBER_MS) {
    const answer = read().catch((error: unknown) => {
      remembered = undefined;
      throw error;
    });
    remembered = { at, answer };
  }
  return remembered.answer;
}

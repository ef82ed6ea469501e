import { z } from "zod";
import { ResultTable } from "#lib/assessments/tables/schema.ts";
import { MAX_RESULT_BYTES, MAX_ROWS } from "./runner.ts";

/** For a result that was cut: it cannot be the right one. */
export const MAX_ROWS_WORDS = `Your result is larger than ${MAX_ROWS} rows or ${MAX_RESULT_BYTES / 1024 / 1024} MiB.`;

/** What the runner wrote. It is the program's word: the candidate's SQL cannot reach it, but nothing depends on that. */
const Said = z.union([
  z.object({ table: ResultTable.extend({ cut: z.boolean() }), open: z.boolean().optional() }),
  z.object({ none: z.literal(true) }),
  z.object({ error: z.string(), line: z.number().int().optional(), refused: z.string().nullish() }),
  z.object({ fixture: z.string() }),
]);
export type Said = z.infer<typeof Said>;

/** Never throws; null: it is none of these. */
export function readSaid(bytes: Uint8Array): Said | null {
  try {
    return Said.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}

/** SQLite's names of what an answer may not do, in words. */
const REFUSED: Record<string, string> = {
  SQLITE_ATTACH: "Other databases cannot be attached here.",
  SQLITE_DETACH: "Databases cannot be detached here.",
  SQLITE_PRAGMA: "PRAGMA cannot be used here; the tables are shown beside the question.",
  SQLITE_FUNCTION: "Extensions cannot be loaded here.",
};

/** A failure of the candidate's SQL, as a sentence for them. */
export function errorWords(
  { error, line, refused }: Extract<Said, { error: string }>,
  mode: "query" | "statements",
): string {
  const said = error.replaceAll("\0", "\uFFFD");
  const where = line === undefined ? "" : ` (in the statement that begins at line ${line})`;
  if (!refused) return `SQLite says: ${said}${where}`;
  const words =
    REFUSED[refused] ??
    (refused.includes("TEMP")
      ? "Temporary tables, views and triggers cannot be made here."
      : mode === "query"
        ? "This question takes a query that only reads: SELECT, or WITH and SELECT."
        : "This statement cannot be used here.");
  return `${words}${where}`;
}

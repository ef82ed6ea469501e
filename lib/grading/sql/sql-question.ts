import type { SqlDefinition } from "#lib/assessments/schema.ts";
import type { ResultTable } from "#lib/assessments/tables/schema.ts";
import { parseTable, showTable } from "#lib/assessments/tables/table.ts";
import type { Check, Checker } from "../check/types.ts";
import type { Description, Submission } from "../judge.ts";
import type { Language } from "../languages/types.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import type { RunResult } from "../sandbox/types.ts";
import { compareTables } from "./compare.ts";
import { errorWords, MAX_ROWS_WORDS, readSaid, type Said } from "./returned.ts";
import { RUNNER } from "./runner.ts";

type Asked = Pick<SqlDefinition, "mode" | "schema" | "check" | "comparison">;

export type SqlTest = { name: string; input: Uint8Array; answer: Uint8Array | null };

export type SqlSubmission = Pick<
  Submission,
  "runtime" | "runFiles" | "result" | "tests" | "checker" | "describe"
>;

/**
 * What of a submission makes the judge run SQL against fixtures.
 * Node brings SQLite with it, so every machine judges by the same one.
 * @param host a runtime that is Node.
 */
export function sqlSubmission(definition: Asked, host: Runtime, tests: readonly SqlTest[]): SqlSubmission {
  const { mode, schema, check } = definition;
  return {
    runtime: { ...host, language: onNode(host.language) },
    runFiles: [RUNNER],
    result: true,
    tests: tests.map(({ name, input, answer }) => {
      const setup = `${schema}\n;\n${Buffer.from(input).toString("utf8")}`;
      return { name, answer, input: Buffer.from(JSON.stringify({ setup, mode, check })) };
    }),
    checker: tableChecker(definition),
    describe: (result) => describeRun(definition, result),
  };
}

function onNode({ compile: _checks, ...language }: Language): Language {
  return {
    ...language,
    id: "sql",
    sourceName: "solution.sql",
    run: (context) => [
      context.tool.executable,
      "--no-warnings",
      `--max-old-space-size=${context.memoryMib}`,
      `/w/${RUNNER.name}`,
    ],
  };
}

/** Compares the result with the test's answer. */
export function tableChecker({ comparison, mode }: Asked): Checker {
  return async (test, result): Promise<Check> => {
    const expected = parseTable(test.answer);
    if (!expected) return { verdict: "JE", reason: `the answer of ${test.name} is no table` };
    const said = readSaid(result.result);
    if (said && "fixture" in said)
      return { verdict: "JE", reason: `the fixture of ${test.name} is broken: ${said.fixture}` };
    if (!said || !("table" in said)) return wrong(noTableWords(said, mode), expected);
    const { table, open } = said;
    const match = compareTables(expected, table, comparison);
    const detail = {
      table: showTable(table, match.returnedMarks),
      expectedTable: showTable(expected, match.expectedMarks),
    };
    if (match.ok && !table.cut) return { verdict: "AC", detail };
    const reason = [
      table.cut ? MAX_ROWS_WORDS : match.reason,
      open ? "A transaction was left open, so its changes were undone." : "",
    ]
      .filter(Boolean)
      .join(" ");
    return { verdict: "WA", reason, detail: { ...detail, reason } };
  };
}

function wrong(reason: string, expected: ResultTable): Check {
  return { verdict: "WA", reason, detail: { reason, expectedTable: showTable(expected) } };
}

function noTableWords(said: Said | null, mode: Asked["mode"]): string {
  if (said && "error" in said) return errorWords(said, mode);
  if (said && "none" in said) return "There is no result: end with a SELECT.";
  return "No result came back.";
}

function describeRun({ mode }: Asked, result: RunResult): Description {
  const said = readSaid(result.result);
  if (!said) return {};
  if ("table" in said) return { detail: { table: showTable(said.table) } };
  const reason = noTableWords(said, mode);
  return { reason, detail: { reason } };
}

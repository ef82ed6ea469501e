import { readArguments, readExpected, readOwnArguments } from "#lib/assessments/functions/cases.ts";
import { type Conformed, conform } from "#lib/assessments/functions/conform.ts";
import { signatureLine } from "#lib/assessments/functions/starters.ts";
import { typeOf } from "#lib/assessments/functions/types.ts";
import { showValue } from "#lib/assessments/functions/values.ts";
import type { FunctionDefinition } from "#lib/assessments/schema.ts";
import type { Check, Checker } from "../check/types.ts";
import type { Description, Submission } from "../judge.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import type { RunResult } from "../sandbox/types.ts";
import { compareValues } from "./compare.ts";
import { functionParts, harnessOf } from "./harnesses.ts";
import { panicMessage } from "./panic.ts";
import { MAX_RETURNED_BYTES, type Returned, readReturned, TOO_LARGE_WORDS } from "./returned.ts";
import { encodeArguments } from "./wire.ts";

type Asked = Pick<FunctionDefinition, "signature" | "comparison">;

/** `answer` null: the input is a candidate's own, one value a line, and nothing is compared. */
export type FunctionTest = { name: string; input: Uint8Array; answer: Uint8Array | null };

export type FunctionSubmission = Pick<
  Submission,
  "runtime" | "extraFiles" | "runFiles" | "result" | "mostResult" | "tests" | "checker" | "describe"
>;

/**
 * What of a submission makes the judge call a function.
 * @returns null when there is no harness for the language.
 * @throws CaseError when arguments do not fit the signature.
 */
export function functionSubmission(
  definition: Asked,
  runtime: Runtime,
  tests: readonly FunctionTest[],
): FunctionSubmission | null {
  const { signature } = definition;
  const language = runtime.language.id;
  const harness = harnessOf(language);
  if (!harness) return null;
  const asked = signatureLine(signature, language);
  return {
    ...functionParts(runtime, harness, signature),
    tests: tests.map(({ name, input, answer }) => {
      const values =
        answer === null
          ? readOwnArguments(signature, Buffer.from(input).toString("utf8"))
          : readArguments(signature, input);
      return { name, answer, input: encodeArguments(harness.wire, signature, values) };
    }),
    mostResult: { bytes: MAX_RETURNED_BYTES, words: TOO_LARGE_WORDS },
    checker: valueChecker(definition),
    describe: (result) => describeCall(definition, { asked, language }, result),
  };
}

/** Compares what came back with the test's answer. */
export function valueChecker({ signature, comparison }: Asked): Checker {
  return async (test, result): Promise<Check> => {
    const returned = readReturned(result.result);
    const expected = readExpected(signature, test.answer);
    const wrong = (reason: string): Check => ({
      verdict: "WA",
      reason,
      detail: { ...seen(returned), reason },
    });
    if (returned.kind !== "value") return wrong(noValueWords(returned));
    const fitting = conform(returned.value, typeOf(signature.result.type));
    if (!fitting.ok) return wrong(misfitWords(fitting));
    const compared = compareValues(expected, fitting.value, comparison);
    return compared.ok ? { verdict: "AC", detail: seen(returned) } : wrong(compared.reason);
  };
}

function seen(returned: Returned): { returned?: string } {
  return returned.kind === "value" ? { returned: showValue(returned.value) } : {};
}

function misfitWords({ path, found, wanted }: Conformed & { ok: false }): string {
  const where = path === "" ? "" : `, at ${path}`;
  return `Your function returned ${found} where ${wanted} was expected${where}.`;
}

function noValueWords(returned: Exclude<Returned, { kind: "value" }>): string {
  switch (returned.kind) {
    case "nothing":
      return "Your program ended before your function returned a value.";
    case "trouble":
      return "Your program ended as if all were well, yet your function returned no value.";
    case "unreadable":
      return `What came back ${returned.why}.`;
  }
}

/** For a program that failed, and for a candidate's own arguments. */
function describeCall(
  { signature }: Asked,
  { asked, language }: { asked: string; language: string },
  result: RunResult,
): Description {
  const returned = readReturned(result.result);
  if (result.exitCode !== 0) {
    const said = panicMessage(language, result.stderr);
    const panicked = said === undefined ? undefined : `Your function ended with an error: ${said}`;
    const reason = returned.kind === "trouble" ? troubleWords(returned, asked) : panicked;
    return reason === undefined ? {} : { reason, detail: { reason } };
  }
  if (returned.kind !== "value") return { detail: { reason: noValueWords(returned) } };
  const fitting = conform(returned.value, typeOf(signature.result.type));
  return { detail: { ...seen(returned), ...(fitting.ok ? {} : { reason: misfitWords(fitting) }) } };
}

function troubleWords({ trouble, said }: Returned & { kind: "trouble" }, asked: string): string {
  switch (trouble) {
    case "missing":
      return `There is no function of that name in your code. It is called as: ${asked}`;
    case "arity":
      return `Your function does not take these arguments (${said}). It is called as: ${asked}`;
    case "threw":
      return `Your function ended with an error: ${said}`;
  }
}

/** A compiler's words about a call that does not fit, with the sentence that explains them. */
export function explainCompileOutput(definition: Asked, language: string, output: string): string {
  const about = /\b(harness\.(cpp|go|rs)|Main\.java)\b/.test(
    output.replaceAll(/In file included from harness\.cpp:\d+:\n/g, ""),
  );
  if (!about) return output;
  return `Your code does not have the function as it is called: ${signatureLine(definition.signature, language)}\n\n${output}`;
}

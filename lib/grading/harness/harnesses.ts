import type { Signature } from "#lib/assessments/functions/schema.ts";
import type { Submission } from "../judge.ts";
import type { Language } from "../languages/types.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import { CPP_HARNESS } from "./cpp.ts";
import { GO_HARNESS } from "./go.ts";
import { JAVA_HARNESS } from "./java.ts";
import { JAVASCRIPT_HARNESS } from "./javascript.ts";
import { PHP_HARNESS } from "./php.ts";
import { PYTHON_HARNESS } from "./python.ts";
import { RUBY_HARNESS } from "./ruby.ts";
import { RUST_HARNESS } from "./rust.ts";
import type { Harness } from "./types.ts";

const HARNESSES: Record<string, Harness> = {
  python: PYTHON_HARNESS,
  javascript: JAVASCRIPT_HARNESS,
  typescript: JAVASCRIPT_HARNESS,
  java: JAVA_HARNESS,
  cpp: CPP_HARNESS,
  go: GO_HARNESS,
  rust: RUST_HARNESS,
  ruby: RUBY_HARNESS,
  php: PHP_HARNESS,
};

export function harnessOf(language: string): Harness | undefined {
  return Object.hasOwn(HARNESSES, language) ? HARNESSES[language] : undefined;
}

/** The language as it is compiled and started when a harness calls a function of the candidate's file. */
function harnessed(language: Language, harness: Harness, harnessPath: string): Language {
  const { compile } = language;
  const sourceName = harness.sourceName ?? language.sourceName;
  const own = `/w/${sourceName}`;
  const run = harness.run;
  return {
    ...language,
    sourceName,
    ...(compile && harness.place === "compile"
      ? {
          compile: (context) => {
            const sources = harness.sources?.(own, harnessPath) ?? [harnessPath, own];
            return compile({ ...context, sources, source: sources[0] ?? own });
          },
        }
      : {}),
    ...(run ? { run: (context) => run(language, context, harnessPath) } : {}),
  };
}

/** The parts of a submission that make the judge call a function. */
export function functionParts(
  runtime: Runtime,
  harness: Harness,
  signature: Signature,
): Pick<Submission, "runtime" | "extraFiles" | "runFiles" | "result"> {
  const file = harness.file(signature);
  const language = harnessed(runtime.language, harness, `/w/${file.name}`);
  return {
    runtime: { ...runtime, language },
    result: true,
    ...(harness.place === "compile" ? { extraFiles: [file] } : { runFiles: [file] }),
  };
}

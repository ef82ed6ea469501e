import { CodeBlock } from "#app/_ui/code-block.tsx";
import { functionStarter } from "#lib/assessments/functions/starters.ts";
import type { CandidateDefinition } from "#lib/assessments/rules.ts";
import { languageNames } from "./question-words.ts";

type Of<Type> = Extract<CandidateDefinition, { type: Type }>;

/** Where the function will be written, for looking at only. */
export function FunctionPreview({ signature, languages, limits }: Of<"function">) {
  const first = languages[0];
  return (
    <>
      <p className="mb-3 text-muted">
        In {languageNames(languages)} · {limits.timeSeconds}
        {"\u00a0"}s and {limits.memoryMiB}
        {"\u00a0"}MB per case
      </p>
      {first && (
        <CodeBlock
          label={`What the editor starts with, ${languageNames([first])}`}
          code={functionStarter(signature, first)}
          numbered
        />
      )}
    </>
  );
}

/** The tables that the answer will be written against. */
export function SqlPreview({ mode, schema, limits }: Of<"sql">) {
  return (
    <>
      <p className="mb-3 text-muted">
        {mode === "query" ? "One query" : "Statements that change the data"}, run by SQLite ·{" "}
        {limits.timeSeconds}
        {"\u00a0"}s per database
      </p>
      <CodeBlock label="Tables" code={schema} />
    </>
  );
}

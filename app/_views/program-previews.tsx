import { CodeBlock } from "#app/_ui/code-block.tsx";
import type { CandidateDefinition } from "#lib/assessments/rules.ts";
import { languageNames } from "./question-words.ts";

type Of<Type> = Extract<CandidateDefinition, { type: Type }>;

type SourcePreviewProps = {
  languages: readonly string[];
  limits: Of<"code">["limits"];
  /** What the limits are for. */
  per: "test" | "case";
  /** What the editor starts with. */
  starter: { language: string; source: string } | undefined;
};

/** Where a program or a function will be written, for looking at only. */
export function SourcePreview({ languages, limits, per, starter }: SourcePreviewProps) {
  return (
    <>
      <p className="mb-3 text-muted">
        In {languageNames(languages)} · {limits.timeSeconds}
        {"\u00a0"}s and {limits.memoryMiB}
        {"\u00a0"}MB per {per}
      </p>
      {starter && (
        <CodeBlock
          label={`What the editor starts with, ${languageNames([starter.language])}`}
          code={starter.source}
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

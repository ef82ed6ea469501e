"use client";

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { ResultGrid } from "#app/_views/result-grid.tsx";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { testLabel } from "./room-rules.ts";

/** How the candidate's function is called, in the language they write in. */
export function FunctionFacts({
  question,
  language,
}: {
  question: RoomQuestion & { type: "function" };
  language: string;
}) {
  const { parameters, result, heads } = question;
  return (
    <section aria-label="Your function" className="mt-6 grid gap-3">
      <h2 className="text-18 font-semibold">Your function</h2>
      <CodeBlock label="How it is called" code={heads[language] ?? Object.values(heads)[0] ?? ""} />
      <dl className="grid gap-2">
        {parameters.map(({ name, type, description }) => (
          <Part key={name} name={name} type={type} description={description} />
        ))}
        <Part name="returns" type={result.type} description={result.description} />
      </dl>
    </section>
  );
}

function Part({ name, type, description }: { name: string; type: string; description: string }) {
  return (
    <div>
      <dt>
        <span className="font-mono text-code">{name}</span>{" "}
        <span className="font-mono text-13 text-muted">{type}</span>
      </dt>
      {description && <dd className="text-14 text-muted">{description}</dd>}
    </div>
  );
}

/** The result that each sample database asks for. */
export function SqlSamples({ question }: { question: RoomQuestion & { type: "sql" } }) {
  const what = question.mode === "query" ? "expected result" : "expected in the tables afterwards";
  return (
    <div className="mt-6 grid gap-4">
      <h2 className="text-18 font-semibold">Samples</h2>
      {question.samples.map(({ name, expected }) => (
        <ResultGrid key={name} label={`${testLabel(name)}: ${what}`} table={expected} />
      ))}
    </div>
  );
}

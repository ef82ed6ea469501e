"use client";

import { ResultGrid } from "#app/_views/result-grid.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
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
  const t = useWords("room");
  const { parameters, result, heads } = question;
  const names = question.names[language] ?? {};
  return (
    <section aria-label={t("yourFunction")} className="mt-6 grid grid-cols-1 gap-3">
      <h2 className="text-18 font-semibold">{t("yourFunction")}</h2>
      {/* Wrapped, not scrolled: it is what one types after. */}
      <p className="rounded-panel border border-hairline bg-sunken px-4 py-3 font-mono text-code wrap-anywhere">
        {heads[language] ?? Object.values(heads)[0]}
      </p>
      <dl className="grid gap-2">
        {parameters.map(({ name, description }) => (
          <Part key={name} name={names[name] ?? name} description={description} />
        ))}
        <Part name={t("returns")} description={result.description} />
      </dl>
    </section>
  );
}

function Part({ name, description }: { name: string; description: string }) {
  if (!description) return null;
  return (
    <div>
      <dt className="font-mono text-code">{name}</dt>
      <dd className="text-14 text-muted">{description}</dd>
    </div>
  );
}

/** The result that each sample database asks for. */
export function SqlSamples({ question }: { question: RoomQuestion & { type: "sql" } }) {
  const t = useWords("room");
  const results = useWords("results");
  const what = question.mode === "query" ? "expectedResultOf" : "expectedTablesOf";
  return (
    <div className="mt-6 grid grid-cols-1 gap-4">
      <h2 className="text-18 font-semibold">{t("samples")}</h2>
      {question.samples.map(({ name, expected }) => (
        <ResultGrid key={name} label={results(what, { name: testLabel(name, results) })} table={expected} />
      ))}
    </div>
  );
}

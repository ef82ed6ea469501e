import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { functionStarter, signatureLine } from "#lib/assessments/functions/starters.ts";
import type { FunctionDefinition, SqlDefinition } from "#lib/assessments/schema.ts";
import { QuestionFacts } from "./question-facts.tsx";
import { languageNames } from "./question-words.ts";

type Tolerances = { floatAbsoluteTolerance: number | null; floatRelativeTolerance: number | null };

function tolerances({ floatAbsoluteTolerance, floatRelativeTolerance }: Tolerances): string[] {
  return [
    floatAbsoluteTolerance !== null ? `numbers within ${floatAbsoluteTolerance}` : "",
    floatRelativeTolerance !== null ? `numbers within ${floatRelativeTolerance} of their size` : "",
  ].filter(Boolean);
}

const ORDER = {
  exact: "lists in their order",
  any: "the outermost list in any order",
  deep: "lists in any order, at every level",
};

/** The signature in each language, limits and comparison of a function question. */
export function FunctionKey({ definition }: { definition: FunctionDefinition }) {
  const { signature, languages, limits, comparison } = definition;
  return (
    <>
      <Section title="Signature">
        <QuestionFacts
          facts={languages.map((id) => ({
            name: languageNames([id]),
            value: <code className="font-mono text-code">{signatureLine(signature, id)}</code>,
          }))}
        />
        {languages.map((id) => (
          <Disclosure key={id} summary={`Starter code, ${languageNames([id])}`} className="mt-4">
            <CodeBlock
              label={`Starter code, ${languageNames([id])}`}
              code={functionStarter(signature, id)}
              quiet
            />
          </Disclosure>
        ))}
      </Section>
      <Section title="Limits">
        <QuestionFacts
          facts={[
            { name: "Time per case", value: `${limits.timeSeconds}\u00a0s` },
            { name: "Memory", value: `${limits.memoryMiB}\u00a0MB` },
            {
              name: "Values are compared",
              value: [ORDER[comparison.order], ...tolerances(comparison)].join("; "),
            },
          ]}
        />
      </Section>
    </>
  );
}

/** Tables, limits, comparison and, for statements, the query that reads what they left. */
export function SqlKey({ definition }: { definition: SqlDefinition }) {
  const { limits, mode, check, schema, comparison } = definition;
  const compared = [
    comparison.ordered ? "rows in their order" : "rows in any order",
    comparison.columns === "name" ? "columns by name" : "columns by position",
    ...tolerances(comparison),
  ];
  return (
    <Section title="Database and comparison">
      <QuestionFacts
        facts={[
          { name: "Asked for", value: mode === "query" ? "One query" : "Statements that change the data" },
          { name: "Time per fixture", value: `${limits.timeSeconds}\u00a0s` },
          { name: "Results are compared", value: compared.join("; ") },
        ]}
      />
      {check !== null && (
        <div className="mt-4">
          <CodeBlock label="Query that reads what the statements left" code={check} />
        </div>
      )}
      <Disclosure summary="Tables" className="mt-4">
        <CodeBlock label="Tables" code={schema} quiet />
      </Disclosure>
    </Section>
  );
}

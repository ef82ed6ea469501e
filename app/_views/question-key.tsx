import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatMemory } from "#app/_ui/format.ts";
import { check, circle } from "#app/_ui/icons.ts";
import { Section } from "#app/_ui/page-header.tsx";
import { Status } from "#app/_ui/status.tsx";
import { FILE_KINDS } from "#lib/assessments/files/rules.ts";
import type {
  ChoiceDefinition,
  CodeDefinition,
  Definition,
  FileDefinition,
  TextDefinition,
} from "#lib/assessments/schema.ts";
import type { Scoring } from "#lib/assessments/scoring/schema.ts";
import { acceptedWords } from "#lib/assessments/short/rules.ts";
import type { ShortKey } from "#lib/assessments/short/schema.ts";
import { FunctionKey, SqlKey } from "./program-keys.tsx";
import { QuestionFacts } from "./question-facts.tsx";
import { languageNames } from "./question-words.ts";

/** What decides the score: limits and comparison, the key, or the rubric. For the team's eyes only. */
export function QuestionKey({ definition }: { definition: Definition }) {
  switch (definition.type) {
    case "code":
      return <CodeKey definition={definition} />;
    case "function":
      return <FunctionKey definition={definition} />;
    case "sql":
      return <SqlKey definition={definition} />;
    case "choice":
      return <ChoiceKey definition={definition} />;
    case "text":
      return <TextKey definition={definition} />;
    case "file":
      return <FileKey definition={definition} />;
  }
}

function CodeKey({ definition }: { definition: CodeDefinition }) {
  const { limits, languages, starter } = definition;
  return (
    <Section title="Limits">
      <QuestionFacts
        facts={[
          { name: "Languages", value: languageNames(languages) },
          { name: "Time per test", value: `${limits.timeSeconds}\u00a0s` },
          { name: "Memory", value: `${limits.memoryMiB}\u00a0MB` },
          { name: "Output", value: `${limits.outputKiB / 1024}\u00a0MB` },
          { name: "Output is compared", value: comparison(definition) },
          ...(definition.scoring ? [{ name: "Score", value: scoringWords(definition.scoring) }] : []),
        ]}
      />
      {Object.entries(starter).map(([language, source]) => (
        <Disclosure key={language} summary={`Starter code, ${languageNames([language])}`} className="mt-4">
          <CodeBlock label={`Starter code, ${languageNames([language])}`} code={source} quiet />
        </Disclosure>
      ))}
    </Section>
  );
}

const AGGREGATION: Record<Scoring["groups"][number]["aggregation"], string> = {
  sum: "the sum of its tests",
  min: "the least of its tests",
  max: "the most of its tests",
  avg: "the average of its tests",
  "pass-fail": "all or nothing",
};

/** “secret/1-small: 40, all or nothing; …”: the outermost group is the score itself. */
function scoringWords({ groups }: Scoring): string {
  const [root, ...inner] = groups;
  const total = `${root?.maxScore ?? 0} points in all`;
  const parts = inner.map(({ name, maxScore, aggregation, requirePass }) => {
    const needs = requirePass.length > 0 ? `, after ${requirePass.join(" and ")}` : "";
    return `${name}: ${maxScore === null ? "open" : maxScore}, ${AGGREGATION[aggregation]}${needs}`;
  });
  return [total, ...parts].join("; ");
}

function comparison({ validator, checking }: CodeDefinition): string {
  if (checking)
    return `by the question’s own validator, in ${languageNames([checking.language])}, in a box like any program`;
  const absolute = validator.floatAbsoluteTolerance;
  const relative = validator.floatRelativeTolerance;
  const parts = [
    validator.spaceChangeSensitive ? "space by space" : "word by word, however they are spaced",
    validator.caseSensitive ? "capitals count" : "capitals do not count",
  ];
  if (absolute !== null) parts.push(`numbers within ${absolute}`);
  if (relative !== null) parts.push(`numbers within ${relative} of their size`);
  return parts.join("; ");
}

function ChoiceKey({ definition }: { definition: ChoiceDefinition }) {
  return (
    <Section title="Options and key">
      <p className="mb-3 text-muted">
        {definition.multiple
          ? "Any number may be ticked. All of the key and nothing else earns the points."
          : "One may be chosen."}
      </p>
      <ul className="grid max-w-column gap-2">
        {definition.options.map((option) => {
          const right = definition.correct.includes(option.id);
          return (
            <li key={option.id} className="grid gap-x-4 gap-y-1 sm:grid-cols-[7rem_minmax(0,1fr)]">
              <Status icon={right ? check : circle} tone={right ? "pass" : "neutral"}>
                {right ? "In the key" : "Not in it"}
              </Status>
              <span>{option.text}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function ShortKeyFacts({ short: { accepted, caseSensitive, spaces } }: { short: ShortKey }) {
  const rules = [
    caseSensitive ? "capitals count" : "capitals do not count",
    spaces === "one" ? "runs of spaces count as one" : "spaces do not count",
  ];
  return (
    <Section title="Accepted answers">
      <p className="mb-3 text-muted">One line, graded by this key: {rules.join(", ")}.</p>
      <ul className="grid max-w-column gap-1">
        {accepted.map((one) => (
          <li key={acceptedWords(one)} className="font-mono wrap-anywhere">
            {acceptedWords(one)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FileKey({ definition: { kinds, maxBytes, rubric } }: { definition: FileDefinition }) {
  return (
    <Section title="Rubric">
      <p className="mb-3 text-muted">
        Read by a person. One file: {kinds.map((kind) => FILE_KINDS[kind].name).join(", ")}, at most{" "}
        {formatMemory(maxBytes / 1024)}.
      </p>
      <RubricFacts rubric={rubric} />
    </Section>
  );
}

function RubricFacts({ rubric }: Pick<TextDefinition, "rubric">) {
  if (rubric.length === 0) return <p>No criteria: the reviewer gives the points as a whole.</p>;
  return (
    <QuestionFacts facts={rubric.map(({ title, description }) => ({ name: title, value: description }))} />
  );
}

function TextKey({ definition: { minWords, maxWords, rubric, short } }: { definition: TextDefinition }) {
  if (short) return <ShortKeyFacts short={short} />;
  const length =
    [minWords !== null && `at least ${minWords}`, maxWords !== null && `at most ${maxWords}`]
      .filter(Boolean)
      .join(", ") || "any number of";
  return (
    <Section title="Rubric">
      <p className="mb-3 text-muted">Read by a person. The answer takes {length} words.</p>
      <RubricFacts rubric={rubric} />
    </Section>
  );
}

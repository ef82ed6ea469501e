import { CodeBlock } from "#app/_ui/code-block.tsx";
import type { CandidateDefinition } from "#lib/assessments/rules.ts";
import { FunctionPreview, SqlPreview } from "./program-previews.tsx";
import { languageNames } from "./question-words.ts";

type QuestionAnswerPreviewProps = { id: string; definition: CandidateDefinition };

/** Where the answer will go, as the candidate finds it, for looking at only. */
export function QuestionAnswerPreview({ id, definition }: QuestionAnswerPreviewProps) {
  switch (definition.type) {
    case "code":
      return <CodeAnswer {...definition} />;
    case "function":
      return <FunctionPreview {...definition} />;
    case "sql":
      return <SqlPreview {...definition} />;
    case "choice":
      return (
        <fieldset disabled className="grid gap-1">
          <legend className="mb-1 font-medium">
            {definition.multiple ? "Tick all that are right" : "Choose one"}
          </legend>
          {definition.options.map((option) => (
            <label key={option.id} className="flex min-h-control items-start gap-3 py-1">
              <input
                type={definition.multiple ? "checkbox" : "radio"}
                name={`preview-${id}`}
                className="tick mt-[0.2em]"
              />
              <span>{option.text}</span>
            </label>
          ))}
        </fieldset>
      );
    case "text":
      return (
        <label className="grid gap-1">
          <span className="font-medium">Your answer</span>
          <span className="text-muted">{wordLimits(definition.minWords, definition.maxWords)}</span>
          <textarea disabled rows={5} className="control py-2" />
        </label>
      );
  }
}

function CodeAnswer({ languages, limits, starter }: Extract<CandidateDefinition, { type: "code" }>) {
  const first = languages.find((language) => starter[language]);
  return (
    <>
      <p className="mb-3 text-muted">
        In {languageNames(languages)} · {limits.timeSeconds}
        {"\u00a0"}s and {limits.memoryMiB}
        {"\u00a0"}MB per test
      </p>
      {first && (
        <CodeBlock
          label={`What the editor starts with, ${languageNames([first])}`}
          code={starter[first] ?? ""}
          numbered
        />
      )}
    </>
  );
}

function wordLimits(least: number | null, most: number | null): string {
  if (least !== null && most !== null) return `${least} to ${most} words`;
  if (least !== null) return `At least ${least} words`;
  return most === null ? "As many words as it needs" : `At most ${most} words`;
}

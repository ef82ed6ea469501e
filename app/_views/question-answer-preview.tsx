import { formatMemory } from "#app/_ui/format.ts";
import { FILE_KINDS } from "#lib/assessments/files/rules.ts";
import { functionStarter } from "#lib/assessments/functions/starters.ts";
import type { CandidateDefinition } from "#lib/assessments/rules.ts";
import { SourcePreview, SqlPreview } from "./program-previews.tsx";

type Of<Type> = Extract<CandidateDefinition, { type: Type }>;
type QuestionAnswerPreviewProps = { id: string; definition: CandidateDefinition };

/** Where the answer will go, as the candidate finds it, for looking at only. */
export function QuestionAnswerPreview({ id, definition }: QuestionAnswerPreviewProps) {
  switch (definition.type) {
    case "code":
      return <CodePreview {...definition} />;
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
    case "file":
      return (
        <label className="grid gap-1">
          <span className="font-medium">Your file</span>
          <span className="text-muted">
            {definition.kinds.map((kind) => FILE_KINDS[kind].name).join(", ")}, at most{" "}
            {formatMemory(definition.maxBytes / 1024)}
          </span>
          <input type="file" disabled className="control h-auto max-w-column py-1.5" />
        </label>
      );
    case "text":
      if (definition.short) {
        return (
          <label className="grid gap-1">
            <span className="font-medium">Your answer</span>
            <span className="text-muted">One line</span>
            <input disabled className="control max-w-column" />
          </label>
        );
      }
      return (
        <label className="grid gap-1">
          <span className="font-medium">Your answer</span>
          <span className="text-muted">{wordLimits(definition.minWords, definition.maxWords)}</span>
          <textarea disabled rows={5} className="control py-2" />
        </label>
      );
  }
}

function CodePreview({ languages, limits, starter }: Of<"code">) {
  const language = languages.find((each) => starter[each]);
  const shown = language && { language, source: starter[language] ?? "" };
  return <SourcePreview languages={languages} limits={limits} per="test" starter={shown || undefined} />;
}

function FunctionPreview({ languages, limits, signature }: Of<"function">) {
  const language = languages[0];
  const shown = language && { language, source: functionStarter(signature, language) };
  return <SourcePreview languages={languages} limits={limits} per="case" starter={shown || undefined} />;
}

function wordLimits(least: number | null, most: number | null): string {
  if (least !== null && most !== null) return `${least} to ${most} words`;
  if (least !== null) return `At least ${least} words`;
  return most === null ? "As many words as it needs" : `At most ${most} words`;
}

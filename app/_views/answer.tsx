import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { check, circle, minus, x } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Status } from "#app/_ui/status.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { ItemView, OptionView } from "#lib/review/reports/schema.ts";
import { InlineText } from "./inline-text.tsx";

/** What was graded: code, the chosen options beside the key, or text. */
export function Answer({ item }: { item: ItemView }) {
  if (item.type === "choice") return <Options options={item.options} question={item.ordinal} />;
  if (!item.answer) return <p className="text-muted">Left empty.</p>;
  return <Content content={item.answer} label={`Answer to question ${item.ordinal}`} />;
}

function Content({ content, label }: { content: AnswerContent; label: string }) {
  if ("source" in content) {
    return content.source.trim() === "" ? (
      <p className="text-muted">Left empty, in {languageName(content.language)}.</p>
    ) : (
      <CodeBlock code={content.source} label={`${label}, ${languageName(content.language)}`} numbered />
    );
  }
  if ("text" in content) return <WrittenText text={content.text} label={label} />;
  return <p>{content.choices.length} chosen</p>;
}

function WrittenText({ text, label }: { text: string; label: string }) {
  const words = text.split(/\s+/).filter(Boolean).length;
  return (
    <figure>
      <blockquote className="max-w-prose rounded-panel border border-hairline bg-surface p-4 text-16 whitespace-pre-wrap wrap-anywhere">
        {text}
      </blockquote>
      <figcaption className="mt-1 text-13 text-muted">
        {label}, {words === 1 ? "1 word" : `${words} words`}
      </figcaption>
    </figure>
  );
}

function optionFace({ chosen, correct }: OptionView) {
  if (chosen && correct) return { icon: check, tone: "pass", word: "Chosen, right" } as const;
  if (chosen) return { icon: x, tone: "fail", word: "Chosen, wrong" } as const;
  if (correct) return { icon: minus, tone: "warn", word: "Right, not chosen" } as const;
  return { icon: circle, tone: "neutral", word: "Not chosen" } as const;
}

/** Each option against the key, in words. */
function Options({ options, question }: { options: readonly OptionView[]; question: number }) {
  return (
    <ul aria-label={`Options of question ${question}`} className="grid max-w-prose">
      {options.map((option) => {
        const { icon, tone, word } = optionFace(option);
        return (
          <li
            key={option.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-hairline py-2"
          >
            <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
              <InlineText markdown={option.text} />
            </span>
            <Status icon={icon} tone={tone}>
              {word}
            </Status>
          </li>
        );
      })}
    </ul>
  );
}

/** What reached us after the end: shown, and said to count for nothing. */
export function LateAnswers({ item }: { item: ItemView }) {
  if (item.late.length === 0) return null;
  return (
    <Disclosure summary={`Saved after the end, not graded: ${item.late.length}`}>
      <ul className="grid gap-4">
        {item.late.map((late) => (
          <li key={late.savedAt.toISOString()} className="grid gap-1">
            <p className="text-muted">
              <LocalTime at={late.savedAt.toISOString()} />
            </p>
            <Content content={late.content} label={`Late answer to question ${item.ordinal}`} />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

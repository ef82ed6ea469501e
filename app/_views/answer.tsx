import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatMemory } from "#app/_ui/format.ts";
import { check, circle, minus, x } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Status } from "#app/_ui/status.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { UploadedFile } from "#lib/attempts/files/schema.ts";
import type { ItemView, OptionView } from "#lib/review/reports/schema.ts";
import { InlineText } from "./inline-text.tsx";

/** What was graded: code, the chosen options beside the key, or text. */
export function Answer({ item, attemptId }: { item: ItemView; attemptId: string }) {
  if (item.type === "choice") return <Options item={item} />;
  if (item.accepted.length > 0) return <ShortAnswer item={item} />;
  if (!item.answer) return <p className="text-muted">Left empty.</p>;
  const label = `Answer to question ${item.ordinal}`;
  return <Content content={item.answer} label={label} file={item.file} attemptId={attemptId} />;
}

interface ContentProps {
  content: AnswerContent;
  label: string;
  file: UploadedFile | null;
  attemptId: string;
}

function Content({ content, label, file, attemptId }: ContentProps) {
  if ("source" in content) {
    return content.source.trim() === "" ? (
      <p className="text-muted">Left empty, in {languageName(content.language)}.</p>
    ) : (
      <CodeBlock code={content.source} label={`${label}, ${languageName(content.language)}`} numbered />
    );
  }
  if ("text" in content) return <WrittenText text={content.text} label={label} />;
  if ("fileId" in content) {
    if (content.fileId === null)
      return <p className="text-muted">Left empty: the file was taken away again.</p>;
    return <FileFacts file={file} href={`/api/reports/${attemptId}/files/${content.fileId}`} label={label} />;
  }
  return <p>{content.choices.length} chosen</p>;
}

/** A file to be kept, with what proves that it is the one that was handed in. It is never shown here. */
function FileFacts({ file, href, label }: { file: UploadedFile | null; href: string; label: string }) {
  if (!file) return <p className="text-muted">The file is no longer kept.</p>;
  return (
    <figure className="grid max-w-prose gap-1 rounded-panel border border-hairline bg-surface px-4 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <span className="min-w-0 font-medium wrap-anywhere">{file.name}</span>
        <a href={href} download={file.name} className="link">
          Download, {formatMemory(file.bytes / 1024)}
        </a>
      </p>
      <figcaption className="text-13 text-muted wrap-anywhere">
        {label}, SHA-256 <span className="font-mono">{file.sha256}</span>. It comes from the candidate: open
        it with care.
      </figcaption>
    </figure>
  );
}

/** A short answer beside all that would have counted. */
function ShortAnswer({ item: { answer, accepted, ordinal } }: { item: ItemView }) {
  const text = answer && "text" in answer ? answer.text : "";
  const right = accepted.some(({ met }) => met);
  return (
    <div className="grid max-w-prose gap-3">
      {text.trim() === "" ? (
        <p className="text-muted">Left empty.</p>
      ) : (
        <p className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-panel border border-hairline bg-surface px-4 py-3">
          <span className="min-w-0 font-mono whitespace-pre-wrap wrap-anywhere">{text}</span>
          <Status icon={right ? check : x} tone={right ? "pass" : "fail"}>
            {right ? "Accepted" : "Not accepted"}
          </Status>
        </p>
      )}
      <div>
        <p className="text-13 text-muted">Counts as right</p>
        <ul aria-label={`What counts as right in question ${ordinal}`} className="grid">
          {accepted.map((one) => (
            <li key={one.text} className="border-b border-hairline py-1 font-mono wrap-anywhere">
              {one.text}
              {one.met && <span className="sr-only"> (what the answer met)</span>}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
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
function Options({ item: { options, ordinal, language } }: { item: ItemView }) {
  return (
    <ul aria-label={`Options of question ${ordinal}`} className="grid max-w-prose">
      {options.map((option) => {
        const { icon, tone, word } = optionFace(option);
        return (
          <li
            key={option.id}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-hairline py-2"
          >
            <span className="min-w-0 flex-1 basis-64 wrap-anywhere">
              <InlineText markdown={option.text} language={language} />
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
export function LateAnswers({ item, attemptId }: { item: ItemView; attemptId: string }) {
  if (item.late.length === 0) return null;
  return (
    <Disclosure summary={`Saved after the end, not graded: ${item.late.length}`}>
      <ul className="grid gap-4">
        {item.late.map((late) => (
          <li key={late.savedAt.toISOString()} className="grid gap-1">
            <p className="text-muted">
              <LocalTime at={late.savedAt.toISOString()} />
            </p>
            <Content
              content={late.content}
              label={`Late answer to question ${item.ordinal}`}
              file={late.file}
              attemptId={attemptId}
            />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

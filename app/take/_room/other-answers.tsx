"use client";

import type { ReactNode } from "react";
import type { room } from "#app/_words/en/room.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import { MAX_TEXT_CHARACTERS } from "#lib/assessments/sizes/rules.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { countWords } from "./room-rules.ts";

interface ChoiceAnswerProps {
  question: RoomQuestion & { type: "choice" };
  choices: readonly string[];
  /** Option id → its text, made into HTML on the server. */
  optionTexts: Record<string, ReactNode>;
  readOnly: boolean;
  onEdit: (content: AnswerContent) => void;
}

/** One of several, or several of them: the browser's own controls, each label one target. */
export function ChoiceAnswer({ question, choices, optionTexts, readOnly, onEdit }: ChoiceAnswerProps) {
  const t = useWords("room");
  const { multiple, options, id } = question;

  function toggle(option: string, on: boolean) {
    if (!multiple) return onEdit({ choices: [option] });
    const chosen = new Set(choices);
    if (on) chosen.add(option);
    else chosen.delete(option);
    onEdit({ choices: options.map((one) => one.id).filter((one) => chosen.has(one)) });
  }

  return (
    <fieldset disabled={readOnly} className="grid max-w-column gap-1 p-4 md:p-5">
      <legend className="float-left mb-2 font-medium">{t(multiple ? "chooseAll" : "chooseOne")}</legend>
      {options.map((option) => (
        <label
          key={option.id}
          className="-mx-2 flex min-h-control items-start gap-3 rounded-control px-2 py-1.5 hover:bg-hover"
        >
          <input
            type={multiple ? "checkbox" : "radio"}
            name={`choice-${id}`}
            value={option.id}
            checked={choices.includes(option.id)}
            onChange={(event) => toggle(option.id, event.currentTarget.checked)}
            className="tick mt-[0.25em]"
          />
          <span className="min-w-0 wrap-anywhere">{optionTexts[option.id] ?? option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface TextAnswerProps {
  question: RoomQuestion & { type: "text" };
  text: string;
  readOnly: boolean;
  onEdit: (content: AnswerContent) => void;
  onPaste: (characters: number) => void;
}

function wordsWanted(
  count: number,
  { minWords: least, maxWords: most }: TextAnswerProps["question"],
  t: Words<typeof room>,
): string {
  const words = t("words", { count });
  if (least !== null && most !== null) return t("wordsBetween", { words, least, most });
  if (least !== null) return t("wordsAtLeast", { words, least });
  return most === null ? words : t("wordsAtMost", { words, most });
}

export function TextAnswer({ question, text, readOnly, onEdit, onPaste }: TextAnswerProps) {
  const t = useWords("room");
  return (
    <div className="flex h-full min-h-64 flex-col gap-2 p-4 md:p-5">
      <label htmlFor="text-answer" className="font-medium">
        {t("textAnswer", { ordinal: question.ordinal })}
      </label>
      <textarea
        id="text-answer"
        aria-describedby="word-count text-limit"
        aria-invalid={text.length > MAX_TEXT_CHARACTERS || undefined}
        value={text}
        readOnly={readOnly}
        onChange={(event) => onEdit({ text: event.currentTarget.value })}
        onPaste={(event) => onPaste(event.clipboardData.getData("text/plain").length)}
        className="control min-h-48 max-w-column flex-1 resize-none py-2"
      />
      <p id="word-count" className="text-14 text-muted tabular-nums">
        {wordsWanted(countWords(text), question, t)}
      </p>
      <p id="text-limit" className="text-14 text-muted">
        {t("textLimit")}
      </p>
    </div>
  );
}

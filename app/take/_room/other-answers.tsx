"use client";

import type { ReactNode } from "react";
import type { AnswerContent } from "#lib/assessments/schema.ts";
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
      <legend className="float-left mb-2 font-medium">
        {multiple ? "Choose all that apply" : "Choose one"}
      </legend>
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

function wordsWanted({ minWords, maxWords }: TextAnswerProps["question"]): string {
  if (minWords !== null && maxWords !== null) return `, ${minWords} to ${maxWords} asked for`;
  if (minWords !== null) return `, at least ${minWords} asked for`;
  return maxWords === null ? "" : `, at most ${maxWords} asked for`;
}

export function TextAnswer({ question, text, readOnly, onEdit, onPaste }: TextAnswerProps) {
  const words = countWords(text);
  return (
    <div className="flex h-full min-h-64 flex-col gap-2 p-4 md:p-5">
      <label htmlFor="text-answer" className="font-medium">
        Your answer to question {question.ordinal}
      </label>
      <textarea
        id="text-answer"
        aria-describedby="word-count"
        value={text}
        readOnly={readOnly}
        onChange={(event) => onEdit({ text: event.currentTarget.value })}
        onPaste={(event) => onPaste(event.clipboardData.getData("text/plain").length)}
        className="control min-h-48 max-w-column flex-1 resize-none py-2"
      />
      <p id="word-count" className="text-14 text-muted tabular-nums">
        {words} {words === 1 ? "word" : "words"}
        {wordsWanted(question)}
      </p>
    </div>
  );
}

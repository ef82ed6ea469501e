"use client";

import { useId } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { ProgramQuestion } from "./room-rules.ts";

interface OwnInputProps {
  question: ProgramQuestion;
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
  onRun: () => void;
}

/** What the field begins with: of a function, the first sample's arguments to change. */
export function ownInputOf(question: ProgramQuestion): string {
  if (question.type !== "function") return "";
  const lines = question.samples[0]?.input.split("\n") ?? [];
  return lines.map((line) => line.slice(line.indexOf(" = ") + " = ".length)).join("\n");
}

/** A run on what the candidate thinks up: standard input of a program, or the arguments of a function. */
export function OwnInput({ question, value, disabled, onChange, onRun }: OwnInputProps) {
  const t = useWords("room");
  const id = useId();
  const isFunction = question.type === "function";
  return (
    <div className="grid gap-2" data-own-input>
      <label htmlFor={id} className="text-14 font-medium">
        {t(isFunction ? "arguments" : "stdin")}
      </label>
      {isFunction && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {t("argumentsHint", {
            list: question.parameters.map(({ name, type }) => `${name} (${type})`).join(", "),
          })}
        </p>
      )}
      <textarea
        id={id}
        rows={4}
        spellCheck={false}
        value={value}
        aria-describedby={isFunction ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="control py-2 code-field"
      />
      <div>
        <Button onClick={onRun} disabled={disabled}>
          {t(isFunction ? "runArguments" : "runInput")}
        </Button>
      </div>
    </div>
  );
}

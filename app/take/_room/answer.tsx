"use client";

import type { ReactNode } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { CodeAnswer } from "./code-answer.tsx";
import { ChoiceAnswer, TextAnswer } from "./other-answers.tsx";
import { starterOf } from "./room-rules.ts";
import type { Answers } from "./use-answers.ts";
import type { RunState } from "./use-run.ts";

export type Pane = "question" | "answer" | "results";

export interface AnswerProps {
  optionTexts: Record<string, Record<string, ReactNode>>;
  languageNames: Record<string, string>;
  plain: boolean;
  split: { results: number };
  question: RoomQuestion;
  answers: Answers;
  readOnly: boolean;
  run: RunState;
  onRun: (stdin?: string) => void;
  onPaste: (characters: number) => void;
  onPlain: (plain: boolean) => void;
  pane: Pane;
}

/** The answer's form by the question's type. */
export function Answer({ question, answers, readOnly, onPaste, ...props }: AnswerProps) {
  const t = useWords("room");
  const content = answers.contents[question.id];
  const onEdit = (next: typeof content) => next && answers.edit(question.id, next);
  if (question.type === "choice") {
    const choices = content && "choices" in content ? content.choices : [];
    return (
      <ChoiceAnswer
        question={question}
        choices={choices}
        optionTexts={props.optionTexts[question.id] ?? {}}
        readOnly={readOnly}
        onEdit={onEdit}
      />
    );
  }
  if (question.type === "text") {
    const text = content && "text" in content ? content.text : "";
    return (
      <TextAnswer question={question} text={text} readOnly={readOnly} onEdit={onEdit} onPaste={onPaste} />
    );
  }
  if (!content || !("source" in content)) return null;
  return (
    <CodeAnswer
      question={question}
      content={content}
      languageNames={props.languageNames}
      readOnly={readOnly}
      replaced={answers.replaced}
      plain={props.plain}
      split={props.split.results}
      onPlain={props.onPlain}
      onEdit={onEdit}
      onLanguage={(language) => {
        const source = answers.draftOf(question.id, language) ?? starterOf(question, language);
        answers.replace(question.id, { language, source });
      }}
      onReset={() => {
        answers.replace(question.id, {
          language: content.language,
          source: starterOf(question, content.language),
        });
        announce(t("starterBack"));
      }}
      onPaste={onPaste}
      run={props.run}
      onRun={props.onRun}
      pane={props.pane}
    />
  );
}

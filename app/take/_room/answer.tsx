"use client";

import type { ReactNode } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { CodeAnswer as CodeContent } from "#lib/assessments/schema.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { CodeAnswer } from "./code-answer.tsx";
import { FileAnswer } from "./file-loader.tsx";
import { inputKey, resetKey } from "./local-store.ts";
import { ChoiceAnswer, TextAnswer } from "./other-answers.tsx";
import { isProgram, type ProgramQuestion, starterOf } from "./room-rules.ts";
import { ShortAnswer } from "./short-answer.tsx";
import type { Answers } from "./use-answers.ts";
import type { RunState } from "./use-run.ts";

export type Pane = "question" | "answer" | "results";

export interface AnswerProps {
  view: { attemptId: string };
  optionTexts: Record<string, Record<string, ReactNode>>;
  languageNames: Record<string, string>;
  plain: boolean;
  codeSize: number;
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
    const Pane = question.short ? ShortAnswer : TextAnswer;
    return <Pane question={question} text={text} readOnly={readOnly} onEdit={onEdit} onPaste={onPaste} />;
  }
  if (question.type === "file") {
    const fileId = content && "fileId" in content ? content.fileId : null;
    const { attemptId } = props.view;
    return (
      <FileAnswer
        key={question.id}
        attemptId={attemptId}
        question={question}
        fileId={fileId}
        readOnly={readOnly}
        onEdit={onEdit}
      />
    );
  }
  if (!isProgram(question) || !content || !("source" in content)) return null;
  return <ProgramAnswer {...props} {...{ question, content, answers, readOnly, onEdit, onPaste }} />;
}

type ProgramAnswerProps = Omit<AnswerProps, "question" | "optionTexts"> & {
  question: ProgramQuestion;
  content: CodeContent;
  onEdit: (content: CodeContent) => void;
};

function ProgramAnswer({ answers, split, ...props }: ProgramAnswerProps) {
  const { question, content, languageNames } = props;
  const t = useWords("room");
  const { language, source } = content;
  const starter = starterOf(question, language);
  /** What a reset replaced can come back while nothing else is typed. */
  const before = source === starter ? answers.keptHere(resetKey(question.id), language) : undefined;
  const nameOf = (id: string) => languageNames[id] ?? id;

  function changeLanguage(next: string) {
    const draft = answers.draftOf(question.id, next) ?? starterOf(question, next);
    // What stands here goes along with the next save, where it has not gone out before: other devices find it too.
    answers.saveNow();
    answers.replace(question.id, { language: next, source: draft });
    announce(t("switched", { language: nameOf(next), before: nameOf(language) }));
  }
  function reset() {
    answers.keepHere(resetKey(question.id), language, source);
    answers.replace(question.id, { language, source: starter });
    announce(t("starterBack"));
  }
  function undoReset(text: string) {
    answers.keepHere(resetKey(question.id), language);
    answers.replace(question.id, { language, source: text });
    announce(t("resetUndone"));
  }

  return (
    <CodeAnswer
      {...props}
      split={split.results}
      replaced={answers.replaced}
      kept={keptLanguages(question, language, answers)}
      ownInput={answers.keptHere(inputKey(question.id), STDIN)}
      onInput={(text) => answers.keepHere(inputKey(question.id), STDIN, text)}
      onLanguage={changeLanguage}
      onReset={reset}
      onUndoReset={before === undefined || before === starter ? undefined : () => undoReset(before)}
    />
  );
}

/** The name under which a question's own input is kept: it is the same in every language. */
const STDIN = "stdin";

/** The other languages of a question in which there is more than its starter. */
function keptLanguages(question: ProgramQuestion, current: string, answers: Answers): string[] {
  const offered = question.languages.map(({ id }) => id).filter((id) => id !== current);
  return offered.filter((id) => {
    const draft = answers.draftOf(question.id, id)?.trim() ?? "";
    return draft !== "" && draft !== starterOf(question, id).trim();
  });
}

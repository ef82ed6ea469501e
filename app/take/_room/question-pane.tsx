"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { arrowLeft, arrowRight, flag } from "#app/_ui/icons.ts";
import type { room } from "#app/_words/en/room.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { FunctionFacts, SqlSamples } from "./program-facts.tsx";
import { isProgram, type ProgramQuestion, testLabel } from "./room-rules.ts";
import { SchemaBrowser } from "./schema-browser.tsx";

interface QuestionPaneProps {
  question: RoomQuestion;
  count: number;
  statement: ReactNode;
  /** That the answer is written in; of a question without a program, none. */
  language: string;
  flagged: boolean;
  onFlag: () => void;
  onPrevious?: () => void;
  onNext?: () => void;
}

function facts(question: RoomQuestion, t: Words<typeof room>): string {
  const points = t("points", { count: question.points });
  if (isProgram(question)) {
    const { timeSeconds, memoryMiB } = question.limits;
    return t("limits", { points, seconds: timeSeconds, memory: memoryMiB });
  }
  if (question.type === "choice") return t(question.multiple ? "severalAnswers" : "oneAnswer", { points });
  return points;
}

export function QuestionPane({
  question,
  count,
  statement,
  language,
  flagged,
  onFlag,
  onPrevious,
  onNext,
}: QuestionPaneProps) {
  const t = useWords("room");
  return (
    <div className="px-4 py-4 md:px-5">
      <p className="text-14 text-muted">
        {t("facts", { ordinal: question.ordinal, total: count, facts: facts(question, t) })}
      </p>
      <h1
        id="question-title"
        tabIndex={-1}
        lang={CONTENT_LANGUAGE}
        className="mt-1 mb-4 text-22 font-semibold wrap-anywhere"
      >
        {question.title}
      </h1>
      {statement}
      {question.type === "function" && <FunctionFacts question={question} language={language} />}
      {question.type === "sql" && <SchemaBrowser tables={question.tables} />}
      {isProgram(question) && <ProgramSamples question={question} />}
      <div className="mt-8 flex flex-wrap gap-2 border-t border-hairline pt-4">
        {onPrevious && (
          <Button icon={arrowLeft} onClick={onPrevious}>
            {t("previous")}
          </Button>
        )}
        <Button icon={flag} aria-pressed={flagged} onClick={onFlag} className="aria-pressed:bg-accent-tint">
          {t(flagged ? "flagged" : "flag")}
        </Button>
        {onNext && (
          <Button icon={arrowRight} onClick={onNext}>
            {t("next")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The samples of a question for the judge, in the form that its kind has. */
export function ProgramSamples({ question }: { question: ProgramQuestion }) {
  if (question.samples.length === 0) return null;
  if (question.type === "sql") return <SqlSamples question={question} />;
  return <Samples samples={question.samples} words={SAMPLE_WORDS[question.type]} />;
}

const SAMPLE_WORDS = {
  code: { input: "inputOf", expected: "expectedOutputOf" },
  function: { input: "argumentsOf", expected: "expectedValueOf" },
} as const;

interface SamplesProps {
  samples: readonly { name: string; input: string; expected: string }[];
  words: (typeof SAMPLE_WORDS)[keyof typeof SAMPLE_WORDS];
}

/** What goes in and what has to come out. */
function Samples({ samples, words }: SamplesProps) {
  const t = useWords("results");
  const room = useWords("room");
  return (
    <div className="mt-6 grid gap-4">
      <h2 className="text-18 font-semibold">{room("samples")}</h2>
      {samples.map((sample) => {
        const name = testLabel(sample.name, t);
        return (
          <div key={sample.name} className="grid items-start gap-3 2xl:grid-cols-2">
            <CodeBlock code={sample.input} label={t(words.input, { name })} />
            <CodeBlock code={sample.expected} label={t(words.expected, { name })} />
          </div>
        );
      })}
    </div>
  );
}

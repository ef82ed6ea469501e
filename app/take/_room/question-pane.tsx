"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { arrowLeft, arrowRight, flag } from "#app/_ui/icons.ts";
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

function facts(question: RoomQuestion): string {
  const points = `${question.points} ${question.points === 1 ? "point" : "points"}`;
  if (isProgram(question)) {
    const { timeSeconds, memoryMiB } = question.limits;
    return `${points} · ${timeSeconds} s and ${memoryMiB} MB a test`;
  }
  if (question.type === "choice")
    return `${points} · ${question.multiple ? "several answers" : "one answer"}`;
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
  return (
    <div className="px-4 py-4 md:px-5">
      <p className="text-14 text-muted">
        Question {question.ordinal} of {count} · {facts(question)}
      </p>
      <h1 id="question-title" tabIndex={-1} className="mt-1 mb-4 text-22 font-semibold wrap-anywhere">
        {question.title}
      </h1>
      {statement}
      {question.type === "function" && <FunctionFacts question={question} language={language} />}
      {question.type === "sql" && <SchemaBrowser tables={question.tables} />}
      {isProgram(question) && <ProgramSamples question={question} />}
      <div className="mt-8 flex flex-wrap gap-2 border-t border-hairline pt-4">
        {onPrevious && (
          <Button icon={arrowLeft} onClick={onPrevious}>
            Previous
          </Button>
        )}
        <Button icon={flag} aria-pressed={flagged} onClick={onFlag} className="aria-pressed:bg-accent-tint">
          {flagged ? "Flagged" : "Flag"}
        </Button>
        {onNext && (
          <Button icon={arrowRight} onClick={onNext}>
            Next
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
  code: { input: "input", expected: "expected output" },
  function: { input: "arguments", expected: "expected value" },
};

/** What goes in and what has to come out. */
function Samples({
  samples,
  words,
}: {
  samples: readonly { name: string; input: string; expected: string }[];
  words: (typeof SAMPLE_WORDS)["code"];
}) {
  return (
    <div className="mt-6 grid gap-4">
      <h2 className="text-18 font-semibold">Samples</h2>
      {samples.map((sample) => (
        <div key={sample.name} className="grid items-start gap-3 2xl:grid-cols-2">
          <CodeBlock code={sample.input} label={`${testLabel(sample.name)}: ${words.input}`} />
          <CodeBlock code={sample.expected} label={`${testLabel(sample.name)}: ${words.expected}`} />
        </div>
      ))}
    </div>
  );
}

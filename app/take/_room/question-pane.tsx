"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { arrowLeft, arrowRight, flag } from "#app/_ui/icons.ts";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { isProgram, testLabel } from "./room-rules.ts";

interface QuestionPaneProps {
  question: RoomQuestion;
  count: number;
  statement: ReactNode;
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
      {(question.type === "code" || question.type === "function") && question.samples.length > 0 && (
        <Samples samples={question.samples} />
      )}
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

/** What goes in and what has to come out. */
export function Samples({
  samples,
}: {
  samples: readonly { name: string; input: string; expected: string }[];
}) {
  return (
    <div className="mt-6 grid gap-4">
      <h2 className="text-18 font-semibold">Samples</h2>
      {samples.map((sample) => (
        <div key={sample.name} className="grid items-start gap-3 2xl:grid-cols-2">
          <CodeBlock code={sample.input} label={`${testLabel(sample.name)}: input`} />
          <CodeBlock code={sample.expected} label={`${testLabel(sample.name)}: expected output`} />
        </div>
      ))}
    </div>
  );
}

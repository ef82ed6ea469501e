"use client";

import type { ReactNode } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { arrowLeft, arrowRight, flag } from "#app/_ui/icons.ts";
import { reachable } from "#app/_ui/reachable.ts";
import type { room } from "#app/_words/en/room.ts";
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
        lang={question.lang}
        className="mt-1 mb-4 text-22 font-semibold wrap-anywhere focus-visible:outline-2 focus-visible:outline-accent"
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
  code: {
    input: "inputOf",
    expected: "expectedOutputOf",
    inputHead: "inputHead",
    expectedHead: "expectedOutputHead",
  },
  function: {
    input: "argumentsOf",
    expected: "expectedValueOf",
    inputHead: "argumentsHead",
    expectedHead: "expectedValueHead",
  },
} as const;

interface SamplesProps {
  samples: readonly { name: string; input: string; expected: string }[];
  words: (typeof SAMPLE_WORDS)[keyof typeof SAMPLE_WORDS];
}

/** What goes in and what has to come out: a row of two for each sample, under its name. */
function Samples({ samples, words }: SamplesProps) {
  const t = useWords("results");
  const room = useWords("room");
  return (
    <div className="mt-6 grid grid-cols-1 gap-3">
      <h2 className="text-18 font-semibold">{room("samples")}</h2>
      <table className="w-full table-fixed border-collapse text-14">
        <caption className="sr-only">{room("samples")}</caption>
        <thead>
          <tr className="text-start text-13 text-muted">
            <th scope="col" className={SAMPLE_CELL}>
              {t(words.inputHead)}
            </th>
            <th scope="col" className={SAMPLE_CELL}>
              {t(words.expectedHead)}
            </th>
          </tr>
        </thead>
        {samples.map((sample) => {
          const name = testLabel(sample.name, t);
          return (
            <tbody key={sample.name}>
              <tr>
                <th scope="rowgroup" colSpan={2} className={`${SAMPLE_CELL} bg-sunken`}>
                  {name}
                </th>
              </tr>
              <tr className="align-top">
                <SampleText text={sample.input} label={t(words.input, { name })} />
                <SampleText text={sample.expected} label={t(words.expected, { name })} />
              </tr>
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

const SAMPLE_CELL = "border border-hairline px-3 py-1.5 text-start font-medium";

/** As it was written; what is too wide or too long scrolls in its cell. */
function SampleText({ text, label }: { text: string; label: string }) {
  return (
    <td className="border border-hairline p-0">
      <pre
        {...reachable(label)}
        className="max-h-80 overflow-auto px-3 py-2 font-mono text-code focus-visible:-outline-offset-2"
      >
        <code>{text.replace(/\n$/, "")}</code>
      </pre>
    </td>
  );
}

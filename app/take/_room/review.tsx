"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { formatTime } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { SaveStateLine } from "#app/_views/save-state.tsx";
import { Timer } from "#app/_views/timer.tsx";
import type { AttemptView, RoomQuestion } from "#lib/attempts/schema.ts";
import { Over } from "./over.tsx";
import { isAnswered } from "./room-rules.ts";
import { type Answers, useAnswers } from "./use-answers.ts";
import { useHandIn } from "./use-hand-in.ts";

const never = () => () => {};

/** Check and submit: a page of its own, where nothing is pressed by accident. */
export function Review({ view, handInSaved }: { view: AttemptView; handInSaved: () => Promise<void> }) {
  const { attemptId, questions } = view;
  const [over, setOver] = useState(false);
  const answers = useAnswers(view, () => location.replace(`/take/attempts/${attemptId}/done`));
  const [handIn, submit] = useHandIn(attemptId, answers);
  const minutes = useMinutesLeft(answers.clock);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

  if (over) return <Over handIn={handIn} unsaved={answers.unsaved} />;
  const rows = [...questions].sort((a, b) => Number(isSafe(a, answers)) - Number(isSafe(b, answers)));
  const missing = questions.filter((question) => !hasAnswer(question, answers));
  return (
    <div data-density="candidate" className="mx-auto w-full max-w-column px-4 py-4">
      <header className="mb-6 flex items-center justify-between gap-3">
        <a href={`/take/attempts/${attemptId}`} className="link">
          Back to the questions
        </a>
        <Timer
          deadlineAt={answers.clock.deadlineAt}
          serverNow={answers.clock.serverNow}
          onExpire={() => {
            setOver(true);
            submit();
          }}
        />
      </header>
      <main id="main" tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1} className="text-22 font-semibold">
          Check your answers, then submit
        </h1>
        <div className="my-4">
          <SaveStateLine
            state={inBrowser ? answers.saveState : { kind: "untouched" }}
            onRetry={answers.saveNow}
          />
        </div>
        <table className="data-table">
          <caption className="sr-only">Your answers</caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">State</th>
              <th scope="col" data-align="end">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((question) => (
              <tr key={question.id}>
                <th scope="row" data-narrow="title">
                  {question.ordinal}. {question.title}
                </th>
                <td data-narrow="meta">{hasAnswer(question, answers) ? "Answered" : "No answer"}</td>
                <td data-narrow="end" data-align="end">
                  <a href={`/take/attempts/${attemptId}?question=${question.ordinal}`} className="link">
                    Change<span className="sr-only"> answer {question.ordinal}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-6 max-w-prose">
          {missing.length > 0 && <strong className="font-semibold">{missingWords(missing)} </strong>}
          After this you cannot change your answers.{" "}
          {minutes === 1 ? "1 minute is" : `${minutes} minutes are`} left. Handing in early earns nothing.
        </p>
        <form
          action={handInSaved}
          onSubmit={(event) => {
            // With scripts, what this device still holds is sent first.
            event.preventDefault();
            submit();
          }}
          className="mt-6 grid justify-items-start gap-4"
        >
          <Button type="submit" tone="primary" pending={handIn.phase === "sending"}>
            {submitLabel(questions.length)}
          </Button>
          <Trouble handIn={handIn} answers={answers} />
        </form>
      </main>
    </div>
  );
}

function hasAnswer(question: RoomQuestion, answers: Answers): boolean {
  const content = answers.contents[question.id];
  return content !== undefined && isAnswered(question, content);
}

function isSafe(question: RoomQuestion, answers: Answers): boolean {
  return hasAnswer(question, answers);
}

function missingWords(missing: RoomQuestion[]): string {
  const numbers = new Intl.ListFormat("en-GB").format(missing.map((question) => String(question.ordinal)));
  return missing.length === 1 ? `Question ${numbers} has no answer.` : `Questions ${numbers} have no answer.`;
}

function submitLabel(count: number): string {
  return count === 1 ? "Submit the answer" : `Submit all ${count} answers`;
}

const SECOND_MS = 1_000;

/** Whole minutes left by the server's clock, told anew as they pass. */
function useMinutesLeft({ deadlineAt, serverNow }: Answers["clock"]): number {
  const atReceipt = Date.parse(deadlineAt) - Date.parse(serverNow);
  const [left, setLeft] = useState(atReceipt);
  useEffect(() => {
    const received = performance.now();
    const timer = setInterval(() => setLeft(atReceipt - (performance.now() - received)), SECOND_MS);
    return () => clearInterval(timer);
  }, [atReceipt]);
  return Math.max(0, Math.ceil(left / 60_000));
}

function Trouble({ handIn, answers }: { handIn: ReturnType<typeof useHandIn>[0]; answers: Answers }) {
  if (handIn.phase === "refused") {
    return (
      <Notice tone="fail" live>
        {handIn.detail}
      </Notice>
    );
  }
  if (handIn.phase !== "waiting") return null;
  const edits = answers.unsaved === 1 ? "1 answer is" : `${answers.unsaved} answers are`;
  const end = formatTime(new Date(answers.clock.deadlineAt), "clock").slice(0, 5);
  return (
    <Notice tone="warn" live>
      Submitting needs a connection. Stay here: we submit the moment you are back, and at {end} in any case.
      {answers.unsaved > 0 && ` ${edits} only on this device.`}
    </Notice>
  );
}

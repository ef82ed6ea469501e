"use client";

import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { Notice } from "#app/_ui/notice.tsx";
import { SaveStateLine } from "#app/_views/save-state.tsx";
import { Timer } from "#app/_views/timer.tsx";
import type { review } from "#app/_words/en/review.ts";
import { listOf, type Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import type { AttemptView, RoomQuestion } from "#lib/attempts/schema.ts";
import { FilesOnTheirWay, useFileSender } from "./file-loader.tsx";
import { LeaveLink } from "./leave-link.tsx";
import { Over } from "./over.tsx";
import { refusalWords } from "./refusal.ts";
import { isAnswered, isProgram } from "./room-rules.ts";
import { type Answers, useAnswers } from "./use-answers.ts";
import { useHandIn } from "./use-hand-in.ts";
import { GIVE_WAY_MS, openTurn, useWriter, type Writer } from "./use-writer.ts";

const never = () => () => {};

/** Check and submit: a page of its own, where nothing is pressed by accident. */
export function Review({ view, handInSaved }: { view: AttemptView; handInSaved: () => Promise<void> }) {
  const t = useWords("review");
  const saving = useWords("saving");
  const { attemptId, questions } = view;
  const [over, setOver] = useState(false);
  const [turn] = useState(openTurn);
  const answers = useAnswers(view, () => location.replace(`/take/attempts/${attemptId}/done`), turn.known);
  const [writer, takeOver] = useWriter(attemptId, turn, async () => {
    await answers.flush(GIVE_WAY_MS);
    answers.close();
  });
  const [handIn, submit] = useHandIn(attemptId, answers, writer === "reading");
  // Whoever comes here to hand in has the last words of a room that is open in another tab brought along.
  const takeOverAtFirst = useEffectEvent((first: Writer) => void (first === "reading" && takeOver()));
  useEffect(() => void turn.known.then(takeOverAtFirst), [turn]);
  useFileSender(view, answers, writer === "writing", turn.known);
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
        <LeaveLink attemptId={attemptId} href={`/take/attempts/${attemptId}`} className="link">
          {t("backToQuestions")}
        </LeaveLink>
        <Timer
          key={String(answers.clock.guess)}
          {...answers.clock}
          onExpire={() => {
            setOver(true);
            // The server may have given more time since.
            void submit((clock) => {
              setOver(false);
              answers.setClock(clock);
            });
          }}
        />
      </header>
      <main id="main" tabIndex={-1}>
        <h1 ref={heading} tabIndex={-1} className="text-22 font-semibold">
          {t("checkHeading")}
        </h1>
        <div className="my-4">
          {writer === "reading" ? (
            <Notice tone="warn" live>
              {saving("reading")} <Button onClick={takeOver}>{saving("writeHere")}</Button>
            </Notice>
          ) : (
            <SaveStateLine
              state={inBrowser ? answers.saveState : { kind: "untouched" }}
              onRetry={answers.saveNow}
            />
          )}
        </div>
        <table className="data-table">
          <caption className="sr-only">{t("yourAnswers")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("question")}</th>
              <th scope="col">{t("state")}</th>
              <th scope="col" data-align="end">
                <span className="sr-only">{t("change")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((question) => (
              <tr key={question.id}>
                <th scope="row" data-narrow="title">
                  {question.ordinal}. <span lang={question.lang}>{question.title}</span>
                </th>
                <td data-narrow="meta">
                  {stateWords(question, answers, t)}
                  {answers.aside[question.id] && <strong className="block">{t("keptBeside")}</strong>}
                </td>
                <td data-narrow="end" data-align="end">
                  <LeaveLink
                    attemptId={attemptId}
                    href={`/take/attempts/${attemptId}?question=${question.ordinal}`}
                    aria-label={t("changeAnswer", { ordinal: question.ordinal })}
                    className="link"
                  >
                    {t("change")}
                  </LeaveLink>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <FilesOnTheirWay view={view} />
        <p className="mt-6 max-w-prose">
          {missing.length > 0 && <strong className="font-semibold">{missingWords(missing, t)} </strong>}
          {t("finality", { count: minutes })}
        </p>
        <form
          action={handInSaved}
          onSubmit={(event) => {
            // With scripts, what this device still holds is sent first; what another tab holds comes with the page anew.
            event.preventDefault();
            void (writer === "reading" ? takeOver() : submit());
          }}
          className="mt-6 grid justify-items-start gap-4"
        >
          <Button type="submit" tone="primary" pending={handIn.phase === "sending"}>
            {submitWords(questions.length - missing.length, questions.length, t)}
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

/** Of a question with several languages also the one that is graded. */
function stateWords(question: RoomQuestion, answers: Answers, t: Words<typeof review>): string {
  if (!hasAnswer(question, answers)) return t("unanswered");
  const content = answers.contents[question.id];
  const isChoice = isProgram(question) && question.languages.length > 1;
  if (!isChoice || !content || !("language" in content)) return t("answered");
  return t("answeredIn", { language: languageName(content.language) });
}

function isSafe(question: RoomQuestion, answers: Answers): boolean {
  return hasAnswer(question, answers);
}

/** What is handed in, by its number. */
function submitWords(answered: number, count: number, t: Words<typeof review>): string {
  if (answered === count) return t("submitAll", { count });
  return answered === 0 ? t("submitNone") : t("submitSome", { answered, count });
}

function missingWords(missing: RoomQuestion[], t: Words<typeof review>): string {
  const list = listOf(
    missing.map((question) => String(question.ordinal)),
    t.locale,
  );
  return t("missing", { list, count: missing.length });
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
  const t = useWords("review");
  const refusals = useWords("refusals");
  if (handIn.phase === "refused") {
    return (
      <Notice tone="fail" live>
        {refusalWords(handIn.refusal, refusals)}
      </Notice>
    );
  }
  if (handIn.phase !== "waiting") return null;
  const end = formatsOf(t.locale).time(new Date(answers.clock.deadlineAt), "minute");
  return (
    <Notice tone="warn" live>
      {t("needsConnection", { end })}
      {answers.unsaved > 0 && ` ${t("onlyHere", { count: answers.unsaved })}`}
    </Notice>
  );
}

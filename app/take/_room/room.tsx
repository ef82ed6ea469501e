"use client";

import { type ReactNode, useEffect, useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { keepChoice } from "#app/_ui/keep-choice.ts";
import { Splitter } from "#app/_ui/splitter.tsx";
import { saveSentence } from "#app/_views/save-state.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import type { AttemptView, RoomQuestion } from "#lib/attempts/schema.ts";
import { Answer, type Pane } from "./answer.tsx";
import { useFileSender } from "./file-loader.tsx";
import { Over } from "./over.tsx";
import { PaneTabs } from "./pane-tabs.tsx";
import { QuestionPane } from "./question-pane.tsx";
import { runSentence } from "./results-pane.tsx";
import { RoomHeader } from "./room-header.tsx";
import { isAnswered, isProgram } from "./room-rules.ts";
import { shownEvent } from "./shown-event.ts";
import { StateLine } from "./state-line.tsx";
import { useAnswers } from "./use-answers.ts";
import { useCurrent } from "./use-current.ts";
import { useFlags } from "./use-flags.ts";
import { useHandIn } from "./use-hand-in.ts";
import { useRoomEvents } from "./use-room-events.ts";
import { useRuns } from "./use-run.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTime } from "./use-time.ts";
import { GIVE_WAY_MS, openTurn, useWriter } from "./use-writer.ts";

export interface RoomProps {
  view: AttemptView;
  /** Question id → its statement, made into HTML on the server. */
  statements: Record<string, ReactNode>;
  /** Question id → option id → the option's text as HTML. */
  optionTexts: Record<string, Record<string, ReactNode>>;
  languageNames: Record<string, string>;
  /** Ordinal of the question to open. */
  first: number;
  plain: boolean;
  /** Pixels of the editor's text. */
  codeSize: number;
  split: { question: number; results: number };
}

/** The exam room: the question, the answer, the clock and whether it is saved; nothing else. */
export function Room(props: RoomProps) {
  const { view, statements, split } = props;
  const { attemptId, questions } = view;
  const t = useWords("room");
  const results = useWords("results");
  const saving = useWords("saving");
  const [over, setOver] = useState(false);
  const [turn] = useState(openTurn);
  const answers = useAnswers(view, () => location.replace(`/take/attempts/${attemptId}/done`), turn.known);
  const [writer, takeOver] = useWriter(attemptId, turn, async () => {
    await answers.flush(GIVE_WAY_MS);
    answers.close();
  });
  const [flags, toggleFlag] = useFlags(attemptId, view.flagged);
  const reading = writer === "reading";
  const [handIn, startHandIn] = useHandIn(attemptId, answers, reading);
  useFileSender(view, answers, !reading, turn.known);
  const { events, note } = useRoomEvents(view, answers.clock, answers.record);
  const [index, choose] = useCurrent(questions, props.first, view.title);
  const [pane, setPane] = useState<Pane>("question");
  const question = questions[index];
  const runs = useRuns(attemptId, answers.setClock, (id, run) => {
    const sentence = runSentence(run, run.tests[0]?.name === OWN_INPUT, results);
    announce(id === question?.id ? sentence : results("otherQuestion", { sentence }));
  });
  const [plain, setPlain] = useState(props.plain);
  const [codeSize, setCodeSize] = useState(props.codeSize);
  const [width, setWidth] = useState<{ percent: number }>();
  const time = useTime(view, answers.clock, answers.setClock, async () => {
    await answers.flush(LAST_SAVES_MS);
    location.replace(`/take/attempts/${attemptId}/done`);
  });

  // Fetched once the room stands: it is needed most where nothing can be fetched any more.
  useEffect(() => void loadDownload().catch(() => undefined), []);

  async function expire() {
    setOver(true);
    await startHandIn((clock) => {
      setOver(false);
      answers.setClock(clock);
    });
  }

  function run(stdin?: string) {
    const content = question && answers.contents[question.id];
    if (!question || !content || !("source" in content) || over) return;
    answers.saveNow();
    setPane((now) => (now === "answer" ? "results" : now));
    void runs.start({ questionId: question.id, ...content, ...(stdin === undefined ? {} : { stdin }) });
  }

  useShortcuts({
    run: () => {
      const own = document.activeElement?.closest("[data-own-input]")?.querySelector("button");
      (own ?? document.querySelector<HTMLButtonElement>("[data-run]"))?.click();
    },
    save: () => {
      answers.saveNow();
      announce(saveSentence(answers.saveState, saving));
    },
    next: () => go(index + 1),
    previous: () => go(index - 1),
    flag: () => {
      if (!question) return;
      announce(t(flags.has(question.id) ? "unflaggedNow" : "flaggedNow", { ordinal: question.ordinal }));
      toggleFlag(question.id);
    },
    focusQuestion: () => show("question", "#question-title"),
    focusAnswer: () => show("answer", ...ANSWER_CONTROLS),
    focusResults: () => show("results", "#results-pane"),
    help: () => document.getElementById("open-shortcuts")?.click(),
  });

  function go(next: number) {
    if (!questions[next]) return;
    choose(next);
    show("question", "#question-title");
  }

  /** Shows a pane and goes to the first of these that is there. */
  function show(which: Pane, ...selectors: string[]) {
    setPane(which);
    requestAnimationFrame(() => {
      const found = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
      found.find((element) => element !== null)?.focus();
    });
  }

  /** The dialog goes with the notice: focus goes to the answer. */
  function leaveAside(act: (itemId: string) => void) {
    if (question) act(question.id);
    show("answer", ...ANSWER_CONTROLS);
  }

  if (!question) return null;
  if (over) return <Over handIn={handIn} unsaved={answers.unsaved} />;
  return (
    <div
      data-code-size={codeSize}
      className="relative flex h-dvh flex-col overflow-hidden short:h-auto short:min-h-dvh short:overflow-visible"
    >
      <RoomHeader
        title={view.title}
        lang={view.titleLang}
        attemptId={attemptId}
        practice={view.practice}
        questions={questions.map((one) => ({
          id: one.id,
          ordinal: one.ordinal,
          title: one.title,
          answered: isAnswered(one, answers.contents[one.id] ?? { text: "" }),
          flagged: flags.has(one.id),
        }))}
        currentId={question.id}
        onChoose={(id) => choose(questions.findIndex((one) => one.id === id))}
        clock={answers.clock}
        onExpire={expire}
      />
      <main id="main" tabIndex={-1} className="flex min-h-0 flex-1 flex-col">
        {pane !== "question" && (
          // On a narrow page the question's own heading is out of sight and out of hearing.
          <h1 lang={question.lang} className="sr-only md:hidden">
            {question.title}
          </h1>
        )}
        <StateLine
          saveState={answers.saveState}
          signedOut={answers.signedOut}
          reading={reading}
          onTakeOver={takeOver}
          aside={answers.aside[question.id]?.content}
          onTakeAside={() => leaveAside(answers.takeAside)}
          onDropAside={() => leaveAside(answers.dropAside)}
          onDownloadAside={() => download(question, answers.aside[question.id]?.content)}
          onRetry={answers.saveNow}
          onDownload={() => download(question, answers.contents[question.id])}
          attemptId={attemptId}
          events={[...answers.recorded.map(shownEvent), ...events]}
          time={view.practice ? undefined : time}
          view={{ codeSize, onCodeSize: setCodeSize, onWidth: (percent) => setWidth({ percent }) }}
        />
        <PaneTabs
          label={t("parts")}
          tabs={(isProgram(question) ? ALL_PANES : TWO_PANES).map((id) => ({ id, label: t(id) }))}
          current={pane}
          onChange={(id) => setPane(id as Pane)}
          panelId={(id) => `${id}-pane`}
          wide
          className="min-h-11 shrink-0 border-b border-hairline md:hidden"
        />
        <div className={PANES}>
          <Splitter
            label={t("widthOfQuestion")}
            name="question"
            initial={split.question}
            place={width}
            first={
              <section
                id="question-pane"
                aria-label={t("question")}
                className={`h-full overflow-auto max-md:w-full short:max-md:overflow-visible ${pane === "question" ? "" : "max-md:hidden"}`}
              >
                <QuestionPane
                  question={question}
                  count={questions.length}
                  statement={statements[question.id]}
                  language={languageIn(answers.contents[question.id])}
                  flagged={flags.has(question.id)}
                  onFlag={() => toggleFlag(question.id)}
                  onPrevious={index > 0 ? () => go(index - 1) : undefined}
                  onNext={index < questions.length - 1 ? () => go(index + 1) : undefined}
                />
              </section>
            }
            second={
              <section
                id="answer-pane"
                aria-label={t("answer")}
                className={`h-full min-h-0 bg-surface ${answerClass(question, pane)}`}
              >
                <Answer
                  {...props}
                  plain={plain}
                  codeSize={codeSize}
                  onPlain={(next) => {
                    setPlain(next);
                    keepChoice("plain-editor", next ? 1 : 0, "/take");
                  }}
                  question={question}
                  answers={answers}
                  readOnly={reading || over}
                  run={runs.runOf(question.id)}
                  onRun={run}
                  onPaste={(characters) => note("paste", characters)}
                  pane={pane}
                />
              </section>
            }
          />
        </div>
      </main>
    </div>
  );
}

const loadDownload = () => import("./download.ts");

function download(question: RoomQuestion, content: AnswerContent | undefined): void {
  void loadDownload().then(({ downloadAnswer }) => downloadAnswer(question, content));
}

/** Of an attempt that has ended elsewhere: what is not sent by then the next page sends. */
const LAST_SAVES_MS = 5_000;

/** Where an answer is given, whatever stands above it. */
const ANSWER_CONTROLS = [
  ".cm-content",
  "textarea",
  "fieldset input:checked",
  "fieldset input",
  "input",
  "button",
].map((control) => `#answer-pane ${control}`);

function languageIn(content: AnswerContent | undefined): string {
  return content && "language" in content ? content.language : "";
}

/** A coding answer is two panes: the section around them must not stand in their way. */
function answerClass(question: RoomQuestion, pane: Pane): string {
  if (pane === "question") return "max-md:hidden";
  return isProgram(question)
    ? "max-md:contents"
    : "overflow-auto max-md:w-full short:max-md:overflow-visible";
}

const OWN_INPUT = "own input";
const TWO_PANES = ["question", "answer"] as const;
const ALL_PANES = [...TWO_PANES, "results"] as const;

/** On a narrow screen the dividers go and the panes stand in one row of which one is shown; nothing is built twice. */
const PANES =
  "min-h-0 flex-1 short:md:h-120 short:md:flex-none max-md:flex max-md:[&_.splitter]:contents max-md:[&_.splitter>div]:contents max-md:[&_.divider]:hidden!";

"use client";

import { useEffect, useRef, useState } from "react";
import { Splitter } from "#app/_ui/splitter.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { CodeAnswer as CodeContent } from "#lib/assessments/schema.ts";
import { CodeEditor } from "./code-editor.tsx";
import { CodeToolbar, nameOf } from "./code-toolbar.tsx";
import { EditorFoot, EditorKeys } from "./editor-foot.tsx";
import type { Editor } from "./editor-setup.ts";
import { OwnInput, ownInputOf } from "./own-input.tsx";
import { PaneTabs } from "./pane-tabs.tsx";
import { ProgramSamples } from "./question-pane.tsx";
import { Results } from "./results-pane.tsx";
import { type ProgramQuestion, textSamples } from "./room-rules.ts";
import type { RunState } from "./use-run.ts";

export interface CodeAnswerProps {
  question: ProgramQuestion;
  content: CodeContent;
  languageNames: Record<string, string>;
  readOnly: boolean;
  replaced: number;
  plain: boolean;
  /** Pixels of the editor's text. */
  codeSize: number;
  split: number;
  /** Other languages in which there is text of the candidate's own. */
  kept: readonly string[];
  onPlain: (plain: boolean) => void;
  onEdit: (content: CodeContent) => void;
  onLanguage: (language: string) => void;
  onReset: () => void;
  onUndoReset?: () => void;
  onPaste: (characters: number) => void;
  run: RunState;
  onRun: (stdin?: string) => void;
  /** What the candidate wrote as own input; none: the field begins as it does. */
  ownInput: string | undefined;
  onInput: (text: string) => void;
  /** On a narrow screen: which of the two is shown. */
  pane: "question" | "answer" | "results";
}

const RESULT_TABS = [
  { id: "results", word: "results" },
  { id: "input", word: "ownInput" },
  { id: "samples", word: "samples" },
] as const;
/** A query has no input of its own: the databases are given. */
const SQL_TABS = RESULT_TABS.filter(({ id }) => id !== "input");

/** Editor above, results below; on a narrow screen one of the two. */
export function CodeAnswer(props: CodeAnswerProps) {
  const { question, content, run, onRun, pane, split } = props;
  const t = useWords("room");
  const [tab, setTab] = useState<string>("results");
  const stdin = props.ownInput ?? ownInputOf(question);
  const editor = useRef<Editor | null>(null);

  /** Where there are no samples, it is the input that is run; while there is none, the field for it opens. */
  function press() {
    if (question.runsSamples) onRun();
    else if (stdin !== "") onRun(stdin);
    else setTab("input");
  }

  const isRunning = run.phase === "running";
  useEffect(() => {
    if (isRunning) setTab("results");
  }, [isRunning]);

  return (
    <Splitter
      label={t("heightOfEditor")}
      direction="rows"
      name="results"
      initial={split}
      first={
        <div
          className={`flex h-full min-h-0 flex-col max-md:w-full max-md:flex-1 ${pane === "answer" ? "" : "max-md:hidden"}`}
        >
          <CodeToolbar {...props} onRun={press} />
          <div className="min-h-0 flex-1 bg-surface short:max-md:h-56 short:max-md:flex-none">
            <CodeEditor
              docKey={`${question.id}:${content.language}`}
              language={content.language}
              text={content.source}
              replaced={props.replaced}
              name={t("editor", { ordinal: question.ordinal, language: nameOf(props, content.language) })}
              describedBy="leave-editor"
              readOnly={props.readOnly}
              plain={props.plain}
              codeSize={props.codeSize}
              handle={editor}
              onChange={(source) => props.onEdit({ language: content.language, source })}
              onPaste={props.onPaste}
            />
          </div>
          <EditorFoot
            graded={nameOf(props, content.language)}
            kept={props.kept.map((language) => nameOf(props, language))}
            isOnlyLanguage={question.languages.length === 1}
            plain={props.plain}
            onFind={() => editor.current?.openSearch()}
          />
          {!props.plain && !props.readOnly && <EditorKeys onPress={(key) => editor.current?.pressKey(key)} />}
        </div>
      }
      second={
        <section
          id="results-pane"
          aria-label={t("results")}
          tabIndex={-1}
          className={`flex h-full min-h-0 flex-col bg-page focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent max-md:w-full max-md:flex-1 ${pane === "results" ? "" : "max-md:hidden"}`}
        >
          <PaneTabs
            label={t("resultsAndInput")}
            tabs={(question.type === "sql" ? SQL_TABS : RESULT_TABS).map(({ id, word }) => ({
              id,
              label: t(word),
            }))}
            current={tab}
            onChange={setTab}
            panelId={() => "results-panel"}
            className="shrink-0 border-b border-hairline px-4"
          />
          <div
            id="results-panel"
            role="tabpanel"
            aria-labelledby={`tab-${tab}`}
            className="min-h-0 flex-1 overflow-auto px-4 py-3"
          >
            {tab === "results" && (
              <Results
                run={run}
                language={content.language}
                nameOf={(language) => nameOf(props, language)}
                kind={question.type}
                samples={textSamples(question)}
                noSamples={!question.runsSamples}
              />
            )}
            {tab === "input" && question.type !== "sql" && (
              <OwnInput
                question={question}
                value={stdin}
                onChange={props.onInput}
                onRun={() => onRun(stdin)}
                disabled={props.readOnly}
              />
            )}
            {tab === "samples" && <ProgramSamples question={question} />}
          </div>
        </section>
      }
    />
  );
}

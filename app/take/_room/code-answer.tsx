"use client";

import { useEffect, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { chevronDown } from "#app/_ui/icons.ts";
import { Splitter } from "#app/_ui/splitter.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { CodeAnswer as CodeContent } from "#lib/assessments/schema.ts";
import { CodeEditor } from "./code-editor.tsx";
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
  split: number;
  onPlain: (plain: boolean) => void;
  onEdit: (content: CodeContent) => void;
  onLanguage: (language: string) => void;
  onReset: () => void;
  onPaste: (characters: number) => void;
  run: RunState;
  onRun: (stdin?: string) => void;
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
  const [inputs, setInputs] = useState<Record<string, string>>({});
  const stdin = inputs[question.id] ?? ownInputOf(question);

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
          <Toolbar {...props} onRun={() => onRun()} />
          <div className="min-h-0 flex-1 bg-surface">
            <CodeEditor
              docKey={`${question.id}:${content.language}`}
              language={content.language}
              text={content.source}
              replaced={props.replaced}
              name={t("editor", { ordinal: question.ordinal, language: nameOf(props, content.language) })}
              describedBy="leave-editor"
              readOnly={props.readOnly}
              plain={props.plain}
              onChange={(source) => props.onEdit({ language: content.language, source })}
              onPaste={props.onPaste}
            />
          </div>
        </div>
      }
      second={
        <section
          id="results-pane"
          aria-label={t("results")}
          tabIndex={-1}
          className={`flex h-full min-h-0 flex-col bg-page max-md:w-full max-md:flex-1 ${pane === "results" ? "" : "max-md:hidden"}`}
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
            {tab === "results" && <Results run={run} kind={question.type} samples={textSamples(question)} />}
            {tab === "input" && question.type !== "sql" && (
              <OwnInput
                question={question}
                value={stdin}
                onChange={(value) => setInputs({ ...inputs, [question.id]: value })}
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

function nameOf({ languageNames }: Pick<CodeAnswerProps, "languageNames">, language: string): string {
  return languageNames[language] ?? language;
}

function Toolbar(props: Omit<CodeAnswerProps, "onRun"> & { onRun: () => void }) {
  const t = useWords("room");
  const { readOnly, plain, run } = props;
  const [more, setMore] = useState(false);
  return (
    <div className="flex shrink-0 flex-wrap-reverse items-center gap-x-3 gap-y-1 border-b border-hairline bg-page px-3 py-1 max-md:order-last max-md:border-t max-md:border-b-0">
      <LanguageSelect {...props} />
      <p id="leave-editor" className="text-13 text-muted max-xl:sr-only">
        {t(plain ? "leavePlain" : "leaveEditor")}
      </p>
      <div
        className={`flex items-center gap-3 max-md:order-last max-md:w-full md:contents ${more ? "" : "max-md:hidden"}`}
      >
        <label className="flex min-h-6 items-center gap-2 text-14">
          <input
            type="checkbox"
            className="tick"
            checked={plain}
            onChange={(event) => props.onPlain(event.currentTarget.checked)}
          />
          {t("plain")}
        </label>
        <Button tone="quiet" onClick={props.onReset} disabled={readOnly} className="ms-auto">
          {t("reset")}
        </Button>
      </div>
      <Button tone="quiet" aria-expanded={more} onClick={() => setMore(!more)} className="md:hidden">
        {t("more")}
      </Button>
      <Button
        tone="primary"
        onClick={props.onRun}
        pending={run.phase === "running"}
        disabled={readOnly}
        className="max-md:ms-auto"
      >
        {t("runSamples")}
      </Button>
    </div>
  );
}

function LanguageSelect(
  props: Pick<CodeAnswerProps, "question" | "content" | "languageNames" | "readOnly" | "onLanguage">,
) {
  const t = useWords("room");
  const { question, content, readOnly } = props;
  return (
    <div className="relative min-w-20 flex-1 md:flex-none">
      <select
        aria-label={t("language")}
        value={content.language}
        disabled={readOnly || question.languages.length === 1}
        onChange={(event) => props.onLanguage(event.currentTarget.value)}
        className="control appearance-none truncate pe-9"
      >
        {question.languages.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(props, id)}
          </option>
        ))}
      </select>
      <Icon
        icon={chevronDown}
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-icon"
      />
    </div>
  );
}

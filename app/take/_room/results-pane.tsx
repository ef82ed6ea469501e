"use client";

import { lazy, Suspense, useEffect } from "react";
import { Verdict } from "#app/_views/verdict.tsx";
import type { results } from "#app/_words/en/results.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RunView } from "#lib/attempts/runs/schema.ts";
import { type Refusal, refusalWords } from "./refusal.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";
import type { RunState } from "./use-run.ts";

/** Fetched while the first run is on its way; without it the sentence of the result stands alone. */
const loadDetail = () => import("./run-detail.tsx").catch(() => ({ default: () => null }));
const RunDetail = lazy(loadDetail);

type ResultWords = Words<typeof results>;

/** One sentence for the eye and the ear. */
export function runSentence(view: RunView, ownInput: boolean, t: ResultWords): string {
  if (view.state === "failed" || view.verdict === "JE") return t("ourFault");
  if (view.verdict === "CE") return t("notCompiled");
  if (ownInput) return t(view.verdict === "AC" ? "ownInputRan" : "ownInputFailed");
  const passed = view.tests.filter((test) => test.verdict === "AC").length;
  return t("samplesPassed", { passed, count: view.tests.length });
}

type Credited = Pick<RunView, "creditSeconds" | "state">;

/** “1 min added: the judge was slow.”; empty when nothing was. */
export function creditSentence({ creditSeconds, state }: Credited, t: ResultWords): string {
  if (creditSeconds === undefined) return "";
  const time = creditSeconds < 60 ? `${creditSeconds}\u00a0s` : `${Math.round(creditSeconds / 60)}\u00a0min`;
  return t(state === "failed" ? "creditFailed" : "creditSlow", { time });
}

const WAITING = { judge: "waitsForJudge", language: "waitsForLanguage" } as const;

interface ResultsProps {
  run: RunState;
  /** That the answer is written in now. */
  language: string;
  nameOf: (language: string) => string;
  kind: ProgramQuestion["type"];
  samples: readonly { name: string; input: string }[];
  /** There is nothing to run but input of one's own. */
  noSamples?: boolean;
}

/** What the last run gave. Results are for finding one's way; what is graded is the last save. */
export function Results({ run, kind, samples, noSamples, ...props }: ResultsProps) {
  const t = useWords("results");
  switch (run.phase) {
    case "idle":
      return (
        <p className="text-muted">{t(!noSamples ? "idle" : kind === "sql" ? "nothingToRun" : "noSamples")}</p>
      );
    case "refused":
      return <Refused refusal={run.refusal} />;
    case "running":
      return <Running run={run} samples={samples} />;
    case "done":
      return <Done {...props} run={run} kind={kind} samples={samples} />;
  }
}

/** Our words; where it is the input that does not fit, also what the server says of it. */
function Refused({ refusal }: { refusal: Refusal }) {
  const t = useWords("refusals");
  return (
    <div className="grid gap-2 text-fail">
      <p>{refusalWords(refusal, t)}</p>
      {refusal.code === "invalid" && <p lang="en">{refusal.detail}</p>}
    </div>
  );
}

function Running({
  run,
  samples,
}: {
  run: RunState & { phase: "running" };
  samples: ResultsProps["samples"];
}) {
  const t = useWords("results");
  useEffect(() => void loadDetail(), []);
  const names = run.ownInput ? ["own input"] : samples.map((sample) => sample.name);
  return (
    <div className="grid gap-2">
      <p className="font-medium">
        {run.away ? t("away") : run.waitsFor ? t(WAITING[run.waitsFor]) : t("running")}
      </p>
      {run.view && creditSentence(run.view, t) && <p>{creditSentence(run.view, t)}</p>}
      <ul className="grid gap-1">
        {names.map((name) => (
          <li key={name} className="flex gap-4">
            <span className="min-w-24 text-14">{testLabel(name, t)}</span>
            <Verdict code={run.view?.state === "running" ? "running" : "queued"} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Done({
  run,
  kind,
  samples,
  language,
  nameOf,
}: ResultsProps & { run: RunState & { phase: "done" } }) {
  const t = useWords("results");
  const { view, ownInput } = run;
  const sentence = runSentence(view, ownInput, t);
  return (
    <div className="grid gap-3">
      <p className="font-medium">
        {run.language === language ? sentence : t("inLanguage", { language: nameOf(run.language), sentence })}
      </p>
      {creditSentence(view, t) && <p>{creditSentence(view, t)}</p>}
      <Suspense fallback={null}>
        <RunDetail view={view} ownInput={ownInput} kind={kind} samples={samples} />
      </Suspense>
    </div>
  );
}

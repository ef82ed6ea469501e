"use client";

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { Verdict } from "#app/_views/verdict.tsx";
import type { results } from "#app/_words/en/results.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RunTest, RunView } from "#lib/attempts/runs/schema.ts";
import { type Refusal, refusalWords } from "./refusal.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";
import { TestDetail } from "./test-detail.tsx";
import type { RunState } from "./use-run.ts";

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
  const firstWrong = view.tests.find((test) => test.verdict !== "AC");
  return (
    <div className="grid gap-3">
      <p className="font-medium">
        {run.language === language ? sentence : t("inLanguage", { language: nameOf(run.language), sentence })}
      </p>
      {creditSentence(view, t) && <p>{creditSentence(view, t)}</p>}
      {view.compileOutput && <CodeBlock code={view.compileOutput} label={t("compiler")} />}
      {view.tests.length > 0 && <TestTable tests={view.tests} ownInput={ownInput} kind={kind} />}
      {view.tests.map((test) => (
        <TestDetail
          key={test.name}
          test={test}
          kind={kind}
          input={samples.find((sample) => sample.name === test.name)?.input}
          open={ownInput || test === firstWrong}
        />
      ))}
    </div>
  );
}

function TestTable({
  tests,
  ownInput,
  kind,
}: {
  tests: readonly RunTest[];
  ownInput: boolean;
  kind: ResultsProps["kind"];
}) {
  const t = useWords("results");
  const format = formatsOf(t.locale);
  return (
    <table className="w-full max-w-column text-14 tabular-nums">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="text-13 text-muted">
        <tr className="border-b border-hairline">
          <th scope="col" className="py-1 text-start font-medium">
            {t("test")}
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            {t("result")}
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            {t("time")}
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            {t("memory")}
          </th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <tr key={test.name} className="border-b border-hairline">
            <th scope="row" className="py-1 pe-3 text-start font-normal">
              {testLabel(test.name, t)}
            </th>
            <td className="py-1">
              {ownInput && test.verdict === "AC" ? (
                t("ran")
              ) : (
                <Verdict code={test.verdict} sql={kind === "sql"} />
              )}
            </td>
            <td className="py-1 text-end">{format.latency(test.timeMs)}</td>
            <td className="py-1 text-end">{test.memoryKb === null ? "–" : format.memory(test.memoryKb)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

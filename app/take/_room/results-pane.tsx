"use client";

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { formatLatency, formatMemory } from "#app/_ui/format.ts";
import { Verdict } from "#app/_views/verdict.tsx";
import type { RunTest, RunView } from "#lib/attempts/runs/schema.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";
import { TestDetail } from "./test-detail.tsx";
import type { RunState } from "./use-run.ts";

/** One sentence for the eye and the ear. */
export function runSentence(view: RunView, ownInput: boolean): string {
  if (view.state === "failed" || view.verdict === "JE") {
    return "We could not run this. It never counts against you; run it again.";
  }
  if (view.verdict === "CE") return "Your code did not compile.";
  if (ownInput)
    return view.verdict === "AC"
      ? "Your code ran on your input."
      : "Your code did not end well on your input.";
  const passed = view.tests.filter((test) => test.verdict === "AC").length;
  return `${passed} of ${view.tests.length} ${view.tests.length === 1 ? "sample" : "samples"} passed`;
}

/** “1 min added: the judge was slow.”; empty when nothing was. */
export function creditSentence({ creditSeconds, state }: Pick<RunView, "creditSeconds" | "state">): string {
  if (creditSeconds === undefined) return "";
  const time = creditSeconds < 60 ? `${creditSeconds} s` : `${Math.round(creditSeconds / 60)} min`;
  return `${time} added to your time: the judge ${state === "failed" ? "failed" : "was slow"}.`;
}

const WAITING = {
  judge:
    "The judge is unavailable at the moment. Your run waits and is not lost; what you write is saved and will be graded. The wait is given back to your time.",
  language:
    "The judge for this language is unavailable at the moment. Your run waits and is not lost; what you write is saved and will be graded. The wait is given back to your time.",
};

interface ResultsProps {
  run: RunState;
  kind: ProgramQuestion["type"];
  samples: readonly { name: string; input: string }[];
}

/** What the last run gave. Results are for finding one's way; what is graded is the last save. */
export function Results({ run, kind, samples }: ResultsProps) {
  switch (run.phase) {
    case "idle":
      return (
        <p className="text-muted">
          Run your code to see its results here. They help you; they are not graded.
        </p>
      );
    case "refused":
      return <p className="text-fail">{run.detail}</p>;
    case "running":
      return <Running run={run} samples={samples} />;
    case "done":
      return <Done run={run} kind={kind} samples={samples} />;
  }
}

function Running({
  run,
  samples,
}: {
  run: RunState & { phase: "running" };
  samples: ResultsProps["samples"];
}) {
  const names = run.ownInput ? ["own input"] : samples.map((sample) => sample.name);
  return (
    <div className="grid gap-2">
      <p className="font-medium">
        {run.away
          ? "The connection is gone. The run goes on; its result is fetched later."
          : run.waitsFor
            ? WAITING[run.waitsFor]
            : "Running…"}
      </p>
      {run.view && creditSentence(run.view) && <p>{creditSentence(run.view)}</p>}
      <ul className="grid gap-1">
        {names.map((name) => (
          <li key={name} className="flex gap-4">
            <span className="min-w-24 text-14">{testLabel(name)}</span>
            <Verdict code={run.view?.state === "running" ? "running" : "queued"} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Done({ run, kind, samples }: ResultsProps & { run: RunState & { phase: "done" } }) {
  const { view, ownInput } = run;
  const firstWrong = view.tests.find((test) => test.verdict !== "AC");
  return (
    <div className="grid gap-3">
      <p className="font-medium">{runSentence(view, ownInput)}</p>
      {creditSentence(view) && <p>{creditSentence(view)}</p>}
      {view.compileOutput && <CodeBlock code={view.compileOutput} label="What the compiler said" />}
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
  return (
    <table className="w-full max-w-column text-14 tabular-nums">
      <caption className="sr-only">Results of the run</caption>
      <thead className="text-13 text-muted">
        <tr className="border-b border-hairline">
          <th scope="col" className="py-1 text-start font-medium">
            Test
          </th>
          <th scope="col" className="py-1 text-start font-medium">
            Result
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            Time
          </th>
          <th scope="col" className="py-1 text-end font-medium">
            Memory
          </th>
        </tr>
      </thead>
      <tbody>
        {tests.map((test) => (
          <tr key={test.name} className="border-b border-hairline">
            <th scope="row" className="py-1 pe-3 text-start font-normal">
              {testLabel(test.name)}
            </th>
            <td className="py-1">
              {ownInput && test.verdict === "AC" ? (
                "Ran"
              ) : (
                <Verdict code={test.verdict} sql={kind === "sql"} />
              )}
            </td>
            <td className="py-1 text-end">{formatLatency(test.timeMs)}</td>
            <td className="py-1 text-end">{test.memoryKb === null ? "–" : formatMemory(test.memoryKb)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

"use client";

import type { ReactNode } from "react";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { Verdict } from "#app/_views/verdict.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RunTest, RunView } from "#lib/attempts/runs/schema.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";
import { TestDetail } from "./test-detail.tsx";

interface RunDetailProps {
  view: RunView;
  ownInput: boolean;
  kind: ProgramQuestion["type"];
  samples: readonly { name: string; input: string }[];
}

/** What the compiler said, and each test of a run. */
export default function RunDetail({ view, ownInput, kind, samples }: RunDetailProps): ReactNode {
  const t = useWords("results");
  const firstWrong = view.tests.find((test) => test.verdict !== "AC");
  return (
    <>
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
    </>
  );
}

const COLUMNS = [
  { name: "test", align: "text-start" },
  { name: "result", align: "text-start" },
  { name: "time", align: "text-end" },
  { name: "memory", align: "text-end" },
] as const;

function TestTable({
  tests,
  ownInput,
  kind,
}: {
  tests: readonly RunTest[];
  ownInput: boolean;
  kind: RunDetailProps["kind"];
}) {
  const t = useWords("results");
  const format = formatsOf(t.locale);
  return (
    <table className="w-full max-w-column text-14 tabular-nums">
      <caption className="sr-only">{t("caption")}</caption>
      <thead className="text-13 text-muted">
        <tr className="border-b border-hairline">
          {COLUMNS.map(({ name, align }) => (
            <th key={name} scope="col" className={`py-1 font-medium ${align}`}>
              {t(name)}
            </th>
          ))}
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

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatLatency, formatMemory } from "#app/_ui/format.ts";
import { type Column, Table } from "#app/_ui/table.tsx";
import { Verdict, verdictWord } from "#app/_views/verdict.tsx";
import type { Cut, TestView } from "#lib/review/reports/schema.ts";
import { formatCount } from "#lib/review/rules.ts";
import { NoData } from "./score.tsx";

const COLUMNS: Column<TestView>[] = [
  { key: "name", header: "Test", cell: (test) => <span className="font-mono text-13">{test.name}</span> },
  {
    key: "verdict",
    header: "Result",
    narrow: "end",
    cell: (test) =>
      test.verdict ? <Verdict code={test.verdict} /> : <span className="text-muted">Not run</span>,
  },
  {
    key: "visibility",
    header: "Seen by",
    cell: (test) => (test.visibility === "sample" ? "Candidate" : "Team only"),
  },
  {
    key: "time",
    header: "Time",
    align: "end",
    cell: (test) => (test.timeMs === null ? <NoData /> : formatLatency(test.timeMs)),
  },
  {
    key: "memory",
    header: "Memory",
    align: "end",
    cell: (test) => (test.memoryKb === null ? <NoData /> : formatMemory(test.memoryKb)),
  },
];

/** “2 of 3 tests passed: 1 of 1 sample, 1 of 2 secret.” */
export function testsSentence(tests: readonly TestView[]): string {
  const passed = (some: readonly TestView[]) =>
    `${some.filter((test) => test.verdict === "AC").length} of ${some.length}`;
  const samples = tests.filter((test) => test.visibility === "sample");
  const secret = tests.filter((test) => test.visibility === "secret");
  const parts = [
    samples.length > 0 ? `${passed(samples)} sample` : "",
    secret.length > 0 ? `${passed(secret)} secret` : "",
  ].filter(Boolean);
  return `${passed(tests)} tests passed: ${parts.join(", ")}.`;
}

/** Every test with its verdict; below, what went in and came out of those that failed. */
export function TestsTable({ tests, question }: { tests: readonly TestView[]; question: string }) {
  const failed = tests.filter((test) => test.verdict && test.verdict !== "AC" && test.verdict !== "CE");
  return (
    <div className="grid gap-3">
      <p aria-hidden="true" className="text-muted">
        {testsSentence(tests)}
      </p>
      <Table
        caption={testsSentence(tests)}
        captionHidden
        columns={COLUMNS}
        rows={tests}
        rowKey={(test) => test.name}
      />
      {failed.length > 0 && (
        <ul aria-label={`What failed in ${question}`} className="grid gap-2">
          {failed.map((test) => (
            <li key={test.name}>
              <Disclosure
                summary={`${test.name}: ${test.verdict ? verdictWord(test.verdict).toLowerCase() : ""}`}
              >
                <Evidence test={test} />
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Evidence({ test }: { test: TestView }) {
  return (
    <div className="grid gap-3">
      <Piece label="Input" test={test} piece={test.input} />
      <Piece label="Expected" test={test} piece={test.expected} />
      {test.stdout !== null && <CodeBlock label={`Output of ${test.name}`} code={test.stdout} />}
      {test.stderr && <CodeBlock label={`Errors of ${test.name}`} code={test.stderr} />}
    </div>
  );
}

function Piece({ label, test, piece }: { label: string; test: TestView; piece: Cut }) {
  const shown = new TextEncoder().encode(piece.text).length;
  const cut = shown < piece.bytes ? `, first ${formatCount(shown)} of ${formatCount(piece.bytes)} bytes` : "";
  return <CodeBlock label={`${label} of ${test.name}${cut}`} code={piece.text} />;
}

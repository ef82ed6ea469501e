import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatLatency, formatMemory } from "#app/_ui/format.ts";
import { type Column, Table } from "#app/_ui/table.tsx";
import { ResultComparison } from "#app/_views/result-grid.tsx";
import { ValueDiff } from "#app/_views/value-diff.tsx";
import { Verdict } from "#app/_views/verdict.tsx";
import { verdicts } from "#app/_words/en/verdicts.ts";
import type { QuestionType } from "#lib/assessments/schema.ts";
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

interface TestsTableProps {
  tests: readonly TestView[];
  question: string;
  kind: QuestionType;
}

/** Every test with its verdict; below, what went in and came out of those that failed. */
export function TestsTable({ tests, question, kind }: TestsTableProps) {
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
                summary={`${test.name}: ${test.verdict ? verdicts[test.verdict].toLowerCase() : ""}`}
              >
                <Evidence test={test} kind={kind} />
              </Disclosure>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Evidence({ test, kind }: { test: TestView; kind: QuestionType }) {
  return (
    <div className="grid gap-3">
      {test.detail?.reason && <p className="wrap-anywhere text-fail">{test.detail.reason}</p>}
      {kind === "sql" ? <SqlEvidence test={test} /> : <TextEvidence test={test} kind={kind} />}
      {test.stdout !== null && (
        <CodeBlock
          label={kind === "function" ? `Printed by ${test.name}` : `Output of ${test.name}`}
          code={test.stdout}
        />
      )}
      {test.stderr && <CodeBlock label={`Errors of ${test.name}`} code={test.stderr} />}
    </div>
  );
}

function TextEvidence({ test, kind }: { test: TestView; kind: QuestionType }) {
  const isFunction = kind === "function";
  return (
    <>
      <Piece label={isFunction ? "Arguments" : "Input"} test={test} piece={test.input} />
      {isFunction && test.detail?.returned !== undefined ? (
        <ValueDiff expected={test.expected.text} returned={test.detail.returned} name={test.name} />
      ) : (
        <Piece label="Expected" test={test} piece={test.expected} />
      )}
    </>
  );
}

function SqlEvidence({ test }: { test: TestView }) {
  return (
    <>
      <ResultComparison
        expected={test.detail?.expectedTable}
        returned={test.detail?.table}
        name={test.name}
        whose="answersResultOf"
      />
      <Disclosure summary="Rows of this database">
        <Piece label="Rows" test={test} piece={test.input} />
      </Disclosure>
    </>
  );
}

function Piece({ label, test, piece }: { label: string; test: TestView; piece: Cut }) {
  const shown = new TextEncoder().encode(piece.text).length;
  const cut = shown < piece.bytes ? `, first ${formatCount(shown)} of ${formatCount(piece.bytes)} bytes` : "";
  return <CodeBlock label={`${label} of ${test.name}${cut}`} code={piece.text} />;
}

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { ResultComparison } from "#app/_views/result-grid.tsx";
import { ValueDiff } from "#app/_views/value-diff.tsx";
import type { QuestionType } from "#lib/assessments/schema.ts";
import type { Cut, TestView } from "#lib/review/reports/schema.ts";
import { formatCount } from "#lib/review/rules.ts";

/** What went in and came out of one test. */
export function Evidence({ test, kind }: { test: TestView; kind: QuestionType }) {
  const reason = test.detail?.reason;
  return (
    <div className="grid gap-3">
      {reason && <p className="wrap-anywhere text-fail">{reason}</p>}
      {kind === "sql" ? <SqlEvidence test={test} /> : <TextEvidence test={test} kind={kind} />}
      {test.stdout !== null && (
        <CodeBlock
          label={kind === "function" ? `Printed by ${test.name}` : `Output of ${test.name}`}
          code={test.stdout}
        />
      )}
      {/* Of SQL it is what the reason says. */}
      {test.stderr && !(kind === "sql" && reason) && (
        <CodeBlock label={`Errors of ${test.name}`} code={test.stderr} />
      )}
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

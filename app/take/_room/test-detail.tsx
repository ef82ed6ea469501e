"use client";

import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { ResultComparison, ResultGrid } from "#app/_views/result-grid.tsx";
import { ValueDiff } from "#app/_views/value-diff.tsx";
import type { RunTest } from "#lib/attempts/runs/schema.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";

interface TestDetailProps {
  test: RunTest;
  kind: ProgramQuestion["type"];
  input?: string;
  open: boolean;
}

const SUMMARY = { code: "input and output", function: "call and value", sql: "result" };

/** What went in and came out of one test of a run. */
export function TestDetail({ test, kind, input, open }: TestDetailProps) {
  const { stdout, stderr, reason, returned } = test;
  const name = testLabel(test.name);
  if (input === undefined && stdout === undefined && stderr === undefined && reason === undefined)
    return null;
  const isOwn = test.expected === undefined && kind !== "sql";
  return (
    <Disclosure summary={isOwn ? "Output" : `${name}: ${SUMMARY[kind]}`} open={open}>
      <div className="grid grid-cols-1 gap-3">
        {reason && test.verdict !== "AC" && <p className="text-14 wrap-anywhere text-fail">{reason}</p>}
        {kind === "sql" && <Tables test={test} name={name} />}
        {kind !== "sql" && (
          <div className="grid gap-3 lg:grid-cols-2">
            {input !== undefined && (
              <CodeBlock code={input} label={`${name}: ${kind === "function" ? "arguments" : "input"}`} />
            )}
            {kind === "function" ? <Value test={test} name={name} /> : <Output test={test} name={name} />}
            {kind === "function" && returned === undefined && isOwn && reason && <p>{reason}</p>}
            {kind === "function" && stdout && <CodeBlock code={stdout} label={`${name}: printed`} />}
            {stderr && <CodeBlock code={stderr} label={`${name}: error output`} />}
          </div>
        )}
      </div>
    </Disclosure>
  );
}

function Output({ test: { expected, stdout }, name }: { test: RunTest; name: string }) {
  return (
    <>
      {expected !== undefined && <CodeBlock code={expected} label={`${name}: expected output`} />}
      {stdout !== undefined && (
        <CodeBlock code={stdout === "" ? "(nothing)" : stdout} label={`${name}: your output`} />
      )}
    </>
  );
}

function Value({ test: { expected, returned }, name }: { test: RunTest; name: string }) {
  if (expected !== undefined && returned !== undefined && expected !== returned)
    return <ValueDiff expected={expected} returned={returned} name={name} />;
  return (
    <>
      {expected !== undefined && <CodeBlock code={expected} label={`${name}: expected`} />}
      {returned !== undefined && <CodeBlock code={returned} label={`${name}: returned`} />}
    </>
  );
}

function Tables({ test, name }: { test: RunTest; name: string }) {
  const { table, expectedTable } = test;
  if (test.verdict === "AC" && table) return <ResultGrid table={table} label={`${name}: your result`} />;
  return <ResultComparison expected={expectedTable} returned={table} name={name} />;
}

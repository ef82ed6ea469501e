"use client";

import { lazy, Suspense } from "react";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { ResultComparison, ResultGrid } from "#app/_views/result-grid.tsx";
import { ValueDiff } from "#app/_views/value-diff.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RunTest } from "#lib/attempts/runs/schema.ts";
import { type ProgramQuestion, testLabel } from "./room-rules.ts";

/** Fetched with the first wrong output. */
const TextDiff = lazy(() => import("#app/_views/text-diff.tsx"));

const Reason = lazy(() => import("./reason.tsx").catch(() => ({ default: English })));

function English({ reason }: { reason: string }) {
  return <span lang="en">{reason}</span>;
}

/** In the reader's language where it is known, else as the judge wrote it. */
function Said({ reason }: { reason: string }) {
  const t = useWords("results");
  if (t.locale === "en") return <English reason={reason} />;
  return (
    <Suspense fallback={<English reason={reason} />}>
      <Reason reason={reason} />
    </Suspense>
  );
}

interface TestDetailProps {
  test: RunTest;
  kind: ProgramQuestion["type"];
  input?: string;
  open: boolean;
}

const SUMMARY = { code: "inputAndOutput", function: "callAndValue", sql: "resultOf" } as const;

/** What went in and came out of one test of a run. */
export function TestDetail({ test, kind, input, open }: TestDetailProps) {
  const t = useWords("results");
  const { stdout, stderr, reason, returned } = test;
  const name = testLabel(test.name, t);
  if (input === undefined && stdout === undefined && stderr === undefined && reason === undefined)
    return null;
  const isOwn = test.expected === undefined && kind !== "sql";
  return (
    <Disclosure summary={isOwn ? t("output") : t(SUMMARY[kind], { name })} open={open}>
      <div className="grid grid-cols-1 gap-3">
        {reason && test.verdict !== "AC" && (
          <p className="text-14 wrap-anywhere text-fail">
            <Said reason={reason} />
          </p>
        )}
        {kind === "sql" && <Tables test={test} name={name} />}
        {kind !== "sql" && (
          <div className="grid gap-3 lg:grid-cols-2">
            {input !== undefined && (
              <CodeBlock code={input} label={t(kind === "function" ? "argumentsOf" : "inputOf", { name })} />
            )}
            {kind === "function" ? <Value test={test} name={name} /> : <Output test={test} name={name} />}
            {kind === "function" && returned === undefined && isOwn && reason && (
              <p>
                <Said reason={reason} />
              </p>
            )}
            {kind === "function" && stdout && <CodeBlock code={stdout} label={t("printedOf", { name })} />}
            {stderr && <CodeBlock code={stderr} label={t("errorsOf", { name })} />}
          </div>
        )}
      </div>
    </Disclosure>
  );
}

function Output({ test, name }: { test: RunTest; name: string }) {
  const { expected, stdout, verdict } = test;
  const plain = <PlainOutput test={test} name={name} />;
  if (verdict === "AC" || expected === undefined || stdout === undefined) return plain;
  return (
    <Suspense fallback={plain}>
      <TextDiff expected={expected} actual={stdout} name={name} />
    </Suspense>
  );
}

function PlainOutput({ test: { expected, stdout }, name }: { test: RunTest; name: string }) {
  const t = useWords("results");
  return (
    <>
      {expected !== undefined && <CodeBlock code={expected} label={t("expectedOutputOf", { name })} />}
      {stdout !== undefined && (
        <CodeBlock code={stdout === "" ? t("nothing") : stdout} label={t("yourOutputOf", { name })} />
      )}
    </>
  );
}

function Value({ test: { expected, returned }, name }: { test: RunTest; name: string }) {
  const t = useWords("results");
  if (expected !== undefined && returned !== undefined && expected !== returned)
    return <ValueDiff expected={expected} returned={returned} name={name} />;
  return (
    <>
      {expected !== undefined && <CodeBlock code={expected} label={t("expectedOf", { name })} />}
      {returned !== undefined && <CodeBlock code={returned} label={t("returnedOf", { name })} />}
    </>
  );
}

function Tables({ test, name }: { test: RunTest; name: string }) {
  const t = useWords("results");
  const { table, expectedTable } = test;
  if (test.verdict === "AC" && table) return <ResultGrid table={table} label={t("yourResultOf", { name })} />;
  return <ResultComparison expected={expectedTable} returned={table} name={name} />;
}

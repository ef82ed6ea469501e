"use client";

import { useWords } from "#app/_words/words-provider.tsx";

interface ValueDiffProps {
  expected: string;
  returned: string;
  name: string;
}

/** What both texts begin and end with, and the middle of each. */
export function differenceOf(a: string, b: string): { start: string; a: string; b: string; end: string } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return {
    start: a.slice(0, start),
    a: a.slice(start, a.length - end),
    b: b.slice(start, b.length - end),
    end: a.slice(a.length - end),
  };
}

/** The expected value above the returned one, with what differs marked in both. */
export function ValueDiff({ expected, returned, name }: ValueDiffProps) {
  const t = useWords("results");
  const parts = differenceOf(expected, returned);
  return (
    <dl className="grid min-w-0 gap-2">
      <Line term={t("expectedOf", { name })}>
        {parts.start}
        {parts.a && <ins className="rounded-tag bg-pass-tint text-pass no-underline">{parts.a}</ins>}
        {parts.end}
      </Line>
      <Line term={t("returnedOf", { name })}>
        {parts.start}
        {parts.b && <del className="rounded-tag bg-fail-tint text-fail no-underline">{parts.b}</del>}
        {parts.end}
      </Line>
    </dl>
  );
}

function Line({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 overflow-clip rounded-panel border border-hairline bg-sunken">
      <dt className="border-b border-hairline px-4 py-1.5 text-13 text-muted">{term}</dt>
      <dd className="max-h-60 overflow-auto px-4 py-3 font-mono text-code whitespace-pre-wrap wrap-anywhere">
        {children}
      </dd>
    </div>
  );
}

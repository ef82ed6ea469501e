"use client";

import { reachable } from "#app/_ui/reachable.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { type DiffLine, diffTexts, foldSame } from "./line-diff.ts";
import { differenceOf } from "./value-diff.tsx";

interface TextDiffProps {
  expected: string;
  actual: string;
  name: string;
}

/** Past this nobody reads a difference. */
const MAX_SHOWN = 200;

/** What was expected and what came, line by line: words and signs say what colour only underlines. */
export default function TextDiff({ expected, actual, name }: TextDiffProps) {
  const t = useWords("results");
  const { lines, onlyForm } = diffTexts(expected, actual);
  const folded = foldSame(lines);
  const label = t("differenceOf", { name });
  return (
    <figure className="min-w-0 overflow-clip rounded-panel border border-hairline bg-surface lg:col-span-2">
      <figcaption className="border-b border-hairline bg-sunken px-4 py-1.5 text-13 text-muted">
        {label}
        {onlyForm && `. ${t("onlySpaceDiffers")}`}
      </figcaption>
      <div {...reachable(label)} className="max-h-80 overflow-auto focus-visible:-outline-offset-2">
        <table className="w-full font-mono text-code">
          <caption className="sr-only">{label}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{t("expectedLine")}</th>
              <th scope="col">{t("yourLine")}</th>
              <th scope="col">{t("difference")}</th>
              <th scope="col">{t("text")}</th>
            </tr>
          </thead>
          <tbody>
            {folded.slice(0, MAX_SHOWN).map((line, index) =>
              "skipped" in line ? (
                <tr key={index}>
                  <td colSpan={4} className="px-4 py-0.5 font-sans text-13 text-muted">
                    {t("sameLines", { count: line.skipped })}
                  </td>
                </tr>
              ) : (
                <Line key={index} line={line} />
              ),
            )}
          </tbody>
        </table>
      </div>
      {folded.length > MAX_SHOWN && (
        <p className="border-t border-hairline px-4 py-1.5 text-13 text-muted">
          {t("longDifference", { count: MAX_SHOWN })}
        </p>
      )}
    </figure>
  );
}

const FACES = {
  same: { sign: " ", word: "same", tone: "" },
  missing: { sign: "\u2212", word: "missing", tone: "bg-pass-tint" },
  extra: { sign: "+", word: "notExpected", tone: "bg-fail-tint" },
} as const;

function Line({ line }: { line: DiffLine }) {
  const t = useWords("results");
  const { sign, word, tone } = FACES[line.kind];
  return (
    <tr className={tone}>
      <td className="w-px ps-3 pe-2 text-end text-icon select-none">{line.expected}</td>
      <td className="w-px pe-2 text-end text-icon select-none">{line.actual}</td>
      <td className="w-px pe-3 whitespace-nowrap select-none">
        <span aria-hidden="true">{sign}</span>{" "}
        <span className={line.kind === "same" ? "sr-only" : "font-sans text-13"}>{t(word)}</span>
      </td>
      <td className="pe-4 whitespace-pre">
        <LineText line={line} />
      </td>
    </tr>
  );
}

/** Of two lines that stand for each other, what differs is marked. */
function LineText({ line: { kind, text, beside } }: { line: DiffLine }) {
  if (kind === "same") return text;
  const Mark = kind === "missing" ? "ins" : "del";
  const { start, a, end } = differenceOf(text, beside ?? "");
  return (
    <Mark className="no-underline">
      {beside === undefined ? (
        text
      ) : (
        <>
          {start}
          <span className="font-semibold underline decoration-2 underline-offset-2">{a}</span>
          {end}
        </>
      )}
    </Mark>
  );
}

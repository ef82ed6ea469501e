"use client";

import { Icon } from "#app/_ui/icon.tsx";
import { arrowDown, check, type IconShapes, minus, x } from "#app/_ui/icons.ts";
import { reachable } from "#app/_ui/reachable.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { Cell, ShownTable } from "#lib/assessments/tables/schema.ts";

type Mark = NonNullable<ShownTable["marks"]>[number];
type Side = "expected" | "returned";
type MarkWord = "found" | "missing" | "elsewhere" | "right" | "notExpected" | "wrongPlace";

const MARKS: Record<Side, Record<Mark, { icon: IconShapes; word: MarkWord; tone: string }>> = {
  expected: {
    same: { icon: check, word: "found", tone: "text-pass" },
    alone: { icon: minus, word: "missing", tone: "text-fail" },
    moved: { icon: arrowDown, word: "elsewhere", tone: "text-warn-text" },
  },
  returned: {
    same: { icon: check, word: "right", tone: "text-pass" },
    alone: { icon: x, word: "notExpected", tone: "text-fail" },
    moved: { icon: arrowDown, word: "wrongPlace", tone: "text-warn-text" },
  },
};

interface ResultGridProps {
  table: ShownTable;
  /** The name a screen reader hears, and the caption. */
  label: string;
  /** What the rows' marks are called; absent: rows carry none. */
  side?: Side;
}

/** Rows of a database as they are: NULL, empty text, numbers and bytes each look their own way. Scrolls in its own box. */
export function ResultGrid({ table, label, side }: ResultGridProps) {
  const { columns, rows, rowCount, marks } = table;
  const ends = columns.map((_, column) => (isNumeric(rows, column) ? "end" : undefined));
  const t = useWords("results");
  const shown =
    rows.length < rowCount
      ? t("firstRows", { shown: rows.length, all: rowCount })
      : t("rows", { count: rowCount });
  return (
    <figure className="min-w-0 overflow-clip rounded-panel border border-hairline bg-surface">
      <figcaption className="border-b border-hairline bg-sunken px-4 py-1.5 text-13 text-muted">
        {label} · {shown}
      </figcaption>
      <div
        {...reachable(`${label}, ${shown}`)}
        className="max-h-80 overflow-auto focus-visible:-outline-offset-2"
      >
        <table className="result-grid">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>
              {side && marks && <th scope="col">{t("row")}</th>}
              {columns.map((name, index) => (
                // Two columns may bear one name.
                <th key={index} scope="col" data-align={ends[index]}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index} data-mark={side && marks ? marks[index] : undefined}>
                {side && marks && <MarkCell mark={marks[index] ?? "same"} side={side} />}
                {row.map((cell, column) => (
                  <td key={column} data-align={ends[column]}>
                    <CellText cell={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {rowCount === 0 && <p className="px-4 py-2 text-13 text-muted">{t("noRows")}</p>}
      </div>
    </figure>
  );
}

/** A column of numbers stands right, its head too. */
function isNumeric(rows: ShownTable["rows"], column: number): boolean {
  const cells = rows.map((row) => row[column] ?? null).filter((cell) => cell !== null);
  return cells.length > 0 && cells.every((cell) => Array.isArray(cell) && cell[0] !== "b");
}

function MarkCell({ mark, side }: { mark: Mark; side: Side }) {
  const t = useWords("results");
  const { icon, word, tone } = MARKS[side][mark];
  return (
    <th scope="row">
      <span className={`inline-flex items-center gap-1 ${tone}`}>
        <Icon icon={icon} />
        {t(word)}
      </span>
    </th>
  );
}

function CellText({ cell }: { cell: Cell }) {
  const t = useWords("results");
  if (cell === null) return <span className="text-icon italic">NULL</span>;
  if (typeof cell === "string")
    return cell === "" ? <span className="text-icon italic">{t("emptyText")}</span> : cell;
  return <span className="font-mono">{cell[0] === "b" ? `x'${cell[1]}'` : String(cell[1])}</span>;
}

/** What was expected beside what came back, with the rows that make the difference. */
export function ResultComparison({
  expected,
  returned,
  name,
  whose = "yourResultOf",
}: {
  expected?: ShownTable;
  returned?: ShownTable;
  name: string;
  /** Whose result it was, in the reader's eyes. */
  whose?: "yourResultOf" | "answersResultOf";
}) {
  const t = useWords("results");
  return (
    <div className="grid grid-cols-1 gap-3 2xl:grid-cols-2">
      {expected && <ResultGrid table={expected} label={t("expectedOf", { name })} side="expected" />}
      {returned && <ResultGrid table={returned} label={t(whose, { name })} side="returned" />}
    </div>
  );
}

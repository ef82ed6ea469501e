"use client";

import { Disclosure } from "#app/_ui/disclosure.tsx";
import { ResultGrid } from "#app/_views/result-grid.tsx";
import type { room } from "#app/_words/en/room.ts";
import type { Words } from "#app/_words/message.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { TableShape } from "#lib/assessments/tables/schema.ts";

/** Open at once as long as they fit beside the statement. */
const MAX_OPEN = 3;

/** The tables that the answer is written against: columns, types, and the first rows. */
export function SchemaBrowser({ tables }: { tables: readonly TableShape[] }) {
  const t = useWords("room");
  return (
    <section aria-label={t("tables")} className="mt-6 grid grid-cols-1 gap-3">
      <h2 className="text-18 font-semibold">{t("tables")}</h2>
      {tables.map((table) => (
        <Disclosure
          key={table.name}
          open={tables.length <= MAX_OPEN}
          summary={
            <span>
              <span className="font-mono text-code">{table.name}</span>
              <span className="text-13 text-muted">
                {" "}
                · {t("columns", { count: table.columns.length })}, {t("tableRows", { count: table.rowCount })}
              </span>
            </span>
          }
        >
          <TableColumns table={table} />
          {table.sample.length > 0 && (
            <Disclosure
              summary={<span className="text-14">{t("rowsOf", { table: table.name })}</span>}
              className="mt-2"
            >
              <ResultGrid
                label={t("rowsOfSample", { table: table.name })}
                table={{
                  columns: table.columns.map(({ name }) => name),
                  rows: table.sample,
                  rowCount: table.rowCount,
                }}
              />
            </Disclosure>
          )}
        </Disclosure>
      ))}
    </section>
  );
}

function TableColumns({ table }: { table: TableShape }) {
  const t = useWords("room");
  return (
    <table className="w-full max-w-column text-14">
      <caption className="sr-only">{t("columnsOf", { table: table.name })}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t("column")}</th>
          <th scope="col">{t("type")}</th>
          <th scope="col">{t("notes")}</th>
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column) => (
          <tr key={column.name} className="border-b border-hairline">
            <th scope="row" className="py-1 pe-3 text-start font-mono text-code font-normal">
              {column.name}
            </th>
            <td className="py-1 pe-3 text-muted">{column.type || t("anyType")}</td>
            <td className="py-1 text-muted">{notes(column, t)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function notes({ key, nullable }: TableShape["columns"][number], t: Words<typeof room>): string {
  if (key) return t("key");
  return nullable ? t("nullable") : "";
}

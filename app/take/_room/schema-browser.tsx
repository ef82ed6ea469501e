"use client";

import { Disclosure } from "#app/_ui/disclosure.tsx";
import { ResultGrid } from "#app/_views/result-grid.tsx";
import type { TableShape } from "#lib/assessments/tables/schema.ts";

/** Open at once as long as they fit beside the statement. */
const MAX_OPEN = 3;

/** The tables that the answer is written against: columns, types, and the first rows. */
export function SchemaBrowser({ tables }: { tables: readonly TableShape[] }) {
  return (
    <section aria-label="Tables" className="mt-6 grid grid-cols-1 gap-3">
      <h2 className="text-18 font-semibold">Tables</h2>
      {tables.map((table) => (
        <Disclosure
          key={table.name}
          open={tables.length <= MAX_OPEN}
          summary={
            <span>
              <span className="font-mono text-code">{table.name}</span>
              <span className="text-13 text-muted">
                {" "}
                · {table.columns.length} columns, {table.rowCount} {table.rowCount === 1 ? "row" : "rows"}
              </span>
            </span>
          }
        >
          <TableColumns table={table} />
          {table.sample.length > 0 && (
            <Disclosure summary={<span className="text-14">Rows of {table.name}</span>} className="mt-2">
              <ResultGrid
                label={`Rows of ${table.name} in the first sample`}
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
  return (
    <table className="w-full max-w-column text-14">
      <caption className="sr-only">Columns of {table.name}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Column</th>
          <th scope="col">Type</th>
          <th scope="col">Notes</th>
        </tr>
      </thead>
      <tbody>
        {table.columns.map((column) => (
          <tr key={column.name} className="border-b border-hairline">
            <th scope="row" className="py-1 pe-3 text-start font-mono text-code font-normal">
              {column.name}
            </th>
            <td className="py-1 pe-3 text-muted">{column.type || "any"}</td>
            <td className="py-1 text-muted">{notes(column)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function notes({ key, nullable }: TableShape["columns"][number]): string {
  if (key) return "key";
  return nullable ? "may be NULL" : "";
}

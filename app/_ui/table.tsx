import type { ReactNode } from "react";
import { TextLink } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { arrowDown, arrowUp } from "./icons.ts";

export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and times go right, their heads too. */
  align?: "start" | "end";
  /** Below 640 px: `title` and `end` share the first line, `meta` cells the second, `below` has its own, `hide` is left out. */
  narrow?: "title" | "end" | "meta" | "below" | "hide";
  sort?: { href: string; direction?: "ascending" | "descending" };
};

/** A table whose rows CSS has folded is a table no more to assistive technology, unless it says so. */
const roles = {
  table: { role: "table" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  columnheader: { role: "columnheader" },
  rowheader: { role: "rowheader" },
  cell: { role: "cell" },
} as const;

type TableProps<Row> = {
  caption: string;
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands in the table's place when there are no rows: an EmptyState. */
  empty?: ReactNode;
};

/**
 * Rows to scan. The first column names its row; put the link on that name, never on the row.
 * On a narrow screen each row folds to two lines.
 */
export function Table<Row>({ caption, captionHidden, columns, rows, rowKey, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  return (
    <table {...roles.table} className="data-table">
      <caption className={captionHidden ? "sr-only" : undefined}>{caption}</caption>
      <thead {...roles.rowgroup}>
        <tr {...roles.row}>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody {...roles.rowgroup}>
        {rows.map((row) => (
          <tr key={rowKey(row)} {...roles.row}>
            {columns.map((column, index) => (
              <BodyCell key={column.key} column={column} heads={index === 0}>
                {column.cell(row)}
              </BodyCell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const sort = column.sort;
  return (
    <th
      {...roles.columnheader}
      scope="col"
      data-align={column.align}
      aria-sort={sort ? (sort.direction ?? "none") : undefined}
    >
      {sort ? (
        <TextLink href={sort.href} className="sort-link inline-flex items-center gap-1">
          {column.header}
          {sort.direction && <Icon icon={sort.direction === "ascending" ? arrowUp : arrowDown} />}
        </TextLink>
      ) : (
        column.header
      )}
    </th>
  );
}

function BodyCell<Row>(props: { column: Column<Row>; heads: boolean; children: ReactNode }) {
  const { column, heads, children } = props;
  const narrow = column.narrow ?? (heads ? "title" : "meta");
  if (heads) {
    return (
      <th {...roles.rowheader} scope="row" data-align={column.align} data-narrow={narrow}>
        {children}
      </th>
    );
  }
  return (
    <td {...roles.cell} data-align={column.align} data-narrow={narrow}>
      {children}
    </td>
  );
}

import type { ReactNode } from "react";
import { TextLink } from "#app/_ui/button.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { HOURS, type Hour } from "#lib/partners/health/hours/rules.ts";

/** The drawing's own units: ten an hour, a hundred high. The browser stretches it to the room there is. */
export const STEP = 10;
export const WIDTH = HOURS * STEP;
export const HEIGHT = 100;

export interface KeyEntry {
  label: string;
  mark: ReactNode;
}

type ChartFrameProps = {
  /** The finding, as a sentence. */
  finding: string;
  /** What a reader hears instead of the picture. */
  label: string;
  /** The top of the scale, in words; its foot is 0. */
  top: string;
  marks: ReactNode;
  entries: KeyEntry[];
  columns: Column<Hour>[];
  hours: Hour[];
  csvHref: string;
};

const HOUR_COLUMN: Column<Hour> = {
  key: "hour",
  header: "Hour from",
  cell: ({ start }) => <LocalTime at={start.toISOString()} />,
};

/** 24 hours side by side: the sentence, a picture drawn on the server, its key, and the numbers behind it. */
export function ChartFrame({
  finding,
  label,
  top,
  marks,
  entries,
  columns,
  hours,
  csvHref,
}: ChartFrameProps) {
  return (
    <figure className="grid min-w-0 content-start gap-2">
      <figcaption>{finding}</figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-12 text-muted tabular-nums">
        <div className="flex h-32 flex-col justify-between text-end" aria-hidden="true">
          <span>{top}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={label}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-32 w-full overflow-visible"
        >
          <path d={`M0 ${HEIGHT}H${WIDTH}`} stroke="var(--control)" vectorEffect="non-scaling-stroke" />
          {marks}
        </svg>
        <span />
        <div className="mt-1 flex justify-between" aria-hidden="true">
          <span>24 h ago</span>
          <span>12 h ago</span>
          <span>Now</span>
        </div>
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13 text-muted">
        {entries.map((entry) => (
          <li key={entry.label} className="flex items-center gap-2">
            <svg aria-hidden="true" viewBox="0 0 20 12" className="h-3 w-5">
              {entry.mark}
            </svg>
            {entry.label}
          </li>
        ))}
      </ul>
      <Disclosure summary="Show the numbers">
        <Table
          caption={finding}
          captionHidden
          columns={[HOUR_COLUMN, ...columns]}
          rows={hours}
          rowKey={({ start }) => start.toISOString()}
        />
        <p className="mt-2">
          <TextLink href={csvHref} download>
            Download them as CSV
          </TextLink>
        </p>
      </Disclosure>
    </figure>
  );
}

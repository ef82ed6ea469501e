import { formatLatency } from "#app/_ui/format.ts";
import type { Column } from "#app/_ui/table.tsx";
import { NoData } from "#app/_views/score.tsx";
import { type Hour, LEAST_FOR_LINE, latencyFinding } from "#lib/partners/health/hours/rules.ts";
import { ChartFrame, HEIGHT, type KeyEntry, STEP, WIDTH } from "./chart-frame.tsx";

type Percentile = "p50" | "p95";

const STYLES = {
  p50: { stroke: "var(--accent)", strokeWidth: 2, strokeDasharray: undefined },
  p95: { stroke: "var(--text)", strokeWidth: 2, strokeDasharray: "5 3" },
} as const;

const middle = (index: number) => index * STEP + STEP / 2;

/** Lines between neighbouring hours with enough look-ups; everything else is a dot, and an empty hour a gap. */
function trace(hours: Hour[], part: Percentile, scale: (ms: number) => number) {
  const points = hours.map((hour, index) => {
    const value = hour[part];
    return value === null ? null : { x: middle(index), y: scale(value), solid: hour.timed >= LEAST_FOR_LINE };
  });
  let line = "";
  let dots = "";
  for (const [index, point] of points.entries()) {
    if (!point) continue;
    const before = points[index - 1];
    if (point.solid && before?.solid) line += `M${before.x} ${before.y}L${point.x} ${point.y}`;
    else if (!point.solid || !points[index + 1]?.solid) dots += `M${point.x} ${point.y}h0`;
  }
  return { line, dots };
}

function Trace({ hours, part, scale }: { hours: Hour[]; part: Percentile; scale: (ms: number) => number }) {
  const { line, dots } = trace(hours, part, scale);
  const { stroke } = STYLES[part];
  return (
    <>
      {line && <path d={line} fill="none" {...STYLES[part]} vectorEffect="non-scaling-stroke" />}
      {dots && (
        <path
          d={dots}
          stroke={stroke}
          strokeWidth={part === "p50" ? 7 : 5}
          strokeLinecap={part === "p50" ? "round" : "square"}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </>
  );
}

const ENTRIES: KeyEntry[] = [
  { label: "Half of the look-ups were quicker (p50)", mark: <path d="M0 6h20" {...STYLES.p50} /> },
  { label: "95 % were quicker (p95)", mark: <path d="M0 6h20" {...STYLES.p95} /> },
];

const ms = (value: number | null) => (value === null ? <NoData words="no data" /> : formatLatency(value));

const COLUMNS: Column<Hour>[] = [
  {
    key: "timed",
    header: "Look-ups",
    align: "end",
    cell: ({ timed }) => (
      <>
        {timed}
        <span className="sm:hidden"> timed</span>
      </>
    ),
  },
  { key: "p50", header: "p50", align: "end", cell: (hour) => ms(hour.p50) },
  { key: "p95", header: "p95", align: "end", narrow: "end", cell: (hour) => ms(hour.p95) },
  {
    key: "timeouts",
    header: "Out of time",
    align: "end",
    narrow: "hide",
    cell: ({ timeouts }) => timeouts,
  },
];

/** Is the partner slow? Time from question to answer at sign-in by hour, against the time that sign-in gives it. */
export function LatencyChart({
  hours,
  budgetMs,
  csvHref,
}: {
  hours: Hour[];
  budgetMs: number;
  csvHref: string;
}) {
  const top = Math.max(budgetMs * 1.25, ...hours.map(({ p95 }) => p95 ?? 0));
  const scale = (value: number) => Math.round((1 - value / top) * HEIGHT * 100) / 100;
  const rule = scale(budgetMs);
  const ticks = hours
    .flatMap(({ timeouts }, index) => (timeouts > 0 ? `M${middle(index)} ${rule - 6}V${rule + 6}` : []))
    .join("");
  const finding = latencyFinding(hours, budgetMs);
  const entries = [
    ...ENTRIES,
    {
      label: `${budgetMs} ms: what sign-in waits at most`,
      mark: <path d="M0 6h20" stroke="var(--control)" strokeWidth="2" />,
    },
    {
      label: "An hour with look-ups that ran out of time",
      mark: <path d="M10 0v12M0 6h20" stroke="var(--control)" strokeWidth="2" />,
    },
  ];
  return (
    <ChartFrame
      finding={finding}
      label={`Time from question to answer by hour, 24 h. ${finding}`}
      top={formatLatency(top)}
      entries={entries}
      columns={COLUMNS}
      hours={hours}
      csvHref={csvHref}
      marks={
        <>
          <path
            d={`M0 ${rule}H${WIDTH}${ticks}`}
            stroke="var(--control)"
            strokeWidth="2"
            vectorEffect="non-scaling-stroke"
          />
          <Trace hours={hours} part="p95" scale={scale} />
          <Trace hours={hours} part="p50" scale={scale} />
        </>
      }
    />
  );
}

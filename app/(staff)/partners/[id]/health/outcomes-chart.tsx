import type { Column } from "#app/_ui/table.tsx";
import type { Hour } from "#lib/partners/health/hours/rules.ts";
import { ChartFrame, HEIGHT, type KeyEntry, STEP } from "./chart-frame.tsx";

const GAP = 1.5;
const HATCH = "url(#unconfirmed-hatch)";

/** Solid, hatched, outlined: they are told apart without colour. */
const FACES = {
  confirmed: { fill: "var(--control)", stroke: "var(--control)" },
  unconfirmed: { fill: HATCH, stroke: "var(--text)" },
  denied: { fill: "none", stroke: "var(--fail-mark)" },
} as const;
type Part = keyof typeof FACES;
const PARTS: Part[] = ["confirmed", "unconfirmed", "denied"];

function columnOf(hour: Hour, index: number, most: number) {
  let foot = HEIGHT;
  return PARTS.map((part) => {
    const height = (hour[part] / most) * HEIGHT;
    foot -= height;
    if (height === 0) return null;
    return (
      <rect
        key={part}
        x={index * STEP + GAP}
        y={foot}
        width={STEP - 2 * GAP}
        height={height}
        {...FACES[part]}
        strokeWidth={part === "denied" ? 2 : 1}
        vectorEffect="non-scaling-stroke"
      />
    );
  });
}

const entry = (part: Part, label: string): KeyEntry => ({
  label,
  mark: <rect x="1" y="1" width="18" height="10" {...FACES[part]} strokeWidth={part === "denied" ? 2 : 1} />,
});

const ENTRIES: KeyEntry[] = [
  entry("confirmed", "Confirmed"),
  entry("unconfirmed", "No answer: signed in, unconfirmed"),
  entry("denied", "Denied"),
];

const COLUMNS: Column<Hour>[] = [
  {
    key: "confirmed",
    header: "Confirmed",
    align: "end",
    cell: ({ confirmed }) => (
      <>
        {confirmed}
        <span className="sm:hidden"> confirmed</span>
      </>
    ),
  },
  {
    key: "unconfirmed",
    header: "Unconfirmed",
    align: "end",
    narrow: "end",
    cell: ({ unconfirmed }) => (
      <>
        {unconfirmed}
        <span className="sm:hidden"> unconfirmed</span>
      </>
    ),
  },
  {
    key: "denied",
    header: "Denied",
    align: "end",
    cell: ({ denied }) => (
      <>
        {denied}
        <span className="sm:hidden"> denied</span>
      </>
    ),
  },
];

/** What came of the look-ups, by hour. */
export function OutcomesChart({
  hours,
  finding,
  csvHref,
}: {
  hours: Hour[];
  finding: string;
  csvHref: string;
}) {
  const most = Math.max(
    1,
    ...hours.map(({ confirmed, unconfirmed, denied }) => confirmed + unconfirmed + denied),
  );
  return (
    <ChartFrame
      finding={finding}
      label={`Outcomes by hour, 24 h. ${finding}`}
      top={String(most)}
      entries={ENTRIES}
      columns={COLUMNS}
      hours={hours}
      csvHref={csvHref}
      marks={
        <>
          <defs>
            <pattern
              id="unconfirmed-hatch"
              width="3"
              height="6"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <path d="M0 0V6" stroke="var(--text)" strokeWidth="1.5" />
            </pattern>
          </defs>
          {hours.map((hour, index) => columnOf(hour, index, most))}
        </>
      }
    />
  );
}

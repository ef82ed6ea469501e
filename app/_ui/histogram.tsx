import { Disclosure } from "./disclosure.tsx";

export type Bin = { label: string; count: number };

type HistogramProps = {
  /** The finding, as a sentence with its n: “Half of 84 scored above 60”. */
  finding: string;
  bins: readonly Bin[];
  /** What a bin counts, and along what: “candidates”, “Score”. */
  unit: string;
  axis: string;
  /** The bin to pick out, and its words: “this candidate”. */
  mark?: { bin: number; label: string };
  /** A rule across the axis, 0–1 along it: “cut score 55”. */
  rule?: { at: number; label: string };
};

const WIDTH = 100;
const HEIGHT = 40;
const GAP = 1;

/** How values spread: a sentence, a picture drawn on the server, and the table behind it. */
export function Histogram({ finding, bins, unit, axis, mark, rule }: HistogramProps) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const step = WIDTH / Math.max(1, bins.length);
  return (
    <figure className="grid max-w-form gap-2">
      <figcaption>{finding}</figcaption>
      <div className="grid grid-cols-[auto_1fr] gap-x-2 text-12 text-muted tabular-nums">
        <div className="flex h-32 flex-col justify-between text-end" aria-hidden="true">
          <span>{most}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={describe({ bins, unit, axis, mark, rule })}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-32 w-full overflow-visible"
        >
          {bins.map((bin, index) => {
            const height = (bin.count / most) * HEIGHT;
            const marked = index === mark?.bin;
            return (
              <rect
                key={bin.label}
                x={index * step + GAP / 2}
                y={HEIGHT - height}
                width={step - GAP}
                height={height}
                fill={marked ? "var(--accent)" : "var(--control)"}
                stroke={marked ? "var(--text)" : "none"}
                strokeWidth="2"
                vectorEffect="non-scaling-stroke"
              />
            );
          })}
          <path d={`M0 ${HEIGHT}H${WIDTH}`} stroke="var(--control)" vectorEffect="non-scaling-stroke" />
          {rule && (
            <path
              d={`M${rule.at * WIDTH} 0V${HEIGHT}`}
              stroke="var(--text)"
              strokeWidth="2"
              strokeDasharray="4 3"
              vectorEffect="non-scaling-stroke"
            />
          )}
        </svg>
        <span />
        <div className="mt-1 flex justify-between" aria-hidden="true">
          <span>{bins[0]?.label}</span>
          <span>{axis}</span>
          <span>{bins.at(-1)?.label}</span>
        </div>
      </div>
      <Key mark={mark} rule={rule} />
      <Disclosure summary="Show the numbers">
        <table className="data-table" data-plain>
          <caption className="sr-only">{finding}</caption>
          <thead>
            <tr>
              <th scope="col">{axis}</th>
              <th scope="col" data-align="end">
                {unit}
              </th>
            </tr>
          </thead>
          <tbody>
            {bins.map((bin) => (
              <tr key={bin.label}>
                <th scope="row">{bin.label}</th>
                <td data-align="end">{bin.count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </figure>
  );
}

function Key({ mark, rule }: Pick<HistogramProps, "mark" | "rule">) {
  if (!mark && !rule) return null;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-13 text-muted">
      {mark && (
        <li className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3">
            <path d="M1 1h10v10H1z" fill="var(--accent)" stroke="var(--text)" strokeWidth="2" />
          </svg>
          {mark.label}
        </li>
      )}
      {rule && (
        <li className="flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 4 14" className="h-3.5 w-1">
            <path d="M2 0V14" stroke="var(--text)" strokeWidth="2" strokeDasharray="4 3" />
          </svg>
          {rule.label}
        </li>
      )}
    </ul>
  );
}

function describe({ bins, unit, axis, mark, rule }: Omit<HistogramProps, "finding">): string {
  const total = bins.reduce((sum, bin) => sum + bin.count, 0);
  const words = [`${axis} of ${total} ${unit} in ${bins.length} steps`];
  const marked = mark && bins[mark.bin];
  if (marked) words.push(`${mark.label}: ${marked.label}`);
  if (rule) words.push(rule.label);
  return words.join("; ");
}

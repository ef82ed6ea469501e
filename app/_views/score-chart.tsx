import { type Bin, Histogram } from "#app/_ui/histogram.tsx";
import {
  binOf,
  type Cohort,
  cohortSize,
  formatCount,
  histogram,
  MIN_COHORT_FOR_SHARE,
} from "#lib/review/rules.ts";

type ScoreChartProps = {
  cohort: Cohort;
  /** This candidate's, 0–100. */
  percent: number;
  cutPercent: number | null;
};

const DOT = 2;
/** A viewBox as wide as the scores: one unit is one percent. */
const BOX = { left: -3, width: 106, base: 22 };

/** Where a score lies among the others: ten bins from twenty people on, a dot each below; alone, nothing to draw. */
export function ScoreChart({ cohort, percent, cutPercent }: ScoreChartProps) {
  const size = cohortSize(cohort);
  if (size < 2) return null;
  if (size < MIN_COHORT_FOR_SHARE)
    return <DotStrip cohort={cohort} percent={percent} cutPercent={cutPercent} />;
  const bins: Bin[] = histogram(cohort).map((count, index) => ({
    label: index === 9 ? "90–100" : `${index * 10}–${index * 10 + 9}`,
    count,
  }));
  return (
    <div className="self-start">
      <Histogram
        finding={`How ${formatCount(size)} candidates scored`}
        bins={bins}
        unit="candidates"
        axis="Score in %"
        mark={{ bin: binOf(percent), label: "this candidate" }}
        rule={
          cutPercent === null ? undefined : { at: cutPercent / 100, label: `cut score ${cutPercent}\u00a0%` }
        }
      />
    </div>
  );
}

function DotStrip({ cohort, percent, cutPercent }: ScoreChartProps) {
  const size = cohortSize(cohort);
  const words = [
    `Scores of ${size} candidates from ${cohort[0]?.percent} to ${cohort.at(-1)?.percent} %`,
    `this candidate ${percent} %`,
    cutPercent === null ? "" : `cut score ${cutPercent} %`,
  ];
  return (
    <figure className="grid max-w-form gap-2 self-start">
      <figcaption>How all {size} candidates scored</figcaption>
      <svg
        role="img"
        aria-label={words.filter(Boolean).join("; ")}
        viewBox={`${BOX.left} 0 ${BOX.width} ${BOX.base + 3}`}
        className="w-full overflow-visible"
      >
        <path
          d={`M0 ${BOX.base}H100`}
          stroke="var(--control)"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
        {cutPercent !== null && (
          <path
            d={`M${cutPercent} 0V${BOX.base}`}
            stroke="var(--text)"
            strokeWidth="2"
            strokeDasharray="4 3"
            vectorEffect="non-scaling-stroke"
          />
        )}
        {dotsOf(cohort, percent).map((dot) => (
          <circle
            key={`${dot.x}-${dot.y}`}
            cx={dot.x}
            cy={dot.y}
            r={DOT}
            fill={dot.own ? "var(--accent)" : "var(--control)"}
            stroke={dot.own ? "var(--text)" : "var(--page)"}
            strokeWidth={dot.own ? 2 : 1}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <div aria-hidden="true" className="flex justify-between text-12 text-muted tabular-nums">
        <span>0</span>
        <span>Score in %</span>
        <span>100</span>
      </div>
      <p className="text-13 text-muted">
        The outlined dot is this candidate
        {cutPercent === null ? "" : `, the dashed rule the cut score of ${cutPercent}\u00a0%`}.
      </p>
    </figure>
  );
}

/** Equal scores stand on top of each other; this candidate's dot is the lowest of its stack. */
function dotsOf(cohort: Cohort, percent: number): { x: number; y: number; own: boolean }[] {
  return cohort.flatMap((step) =>
    Array.from({ length: step.count }, (_, index) => ({
      x: step.percent,
      y: BOX.base - DOT - index * DOT * 1.1,
      own: step.percent === percent && index === 0,
    })),
  );
}

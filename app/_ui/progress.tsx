type ProgressProps = {
  /** What is being counted: “Grading 2 of 3 questions”. Always visible. */
  label: string;
  value: number;
  max: number;
};

export function Progress({ label, value, max }: ProgressProps) {
  return (
    <label className="grid gap-1 tabular-nums">
      <span>{label}</span>
      <progress value={value} max={max} className="bar" />
    </label>
  );
}

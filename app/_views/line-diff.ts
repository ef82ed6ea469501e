/* Which lines two texts share. Pure. */

export interface DiffLine {
  kind: "same" | "missing" | "extra";
  text: string;
  /** Line numbers from 1, in the expected text and in the other. */
  expected: number | null;
  actual: number | null;
  /** Of a missing or extra line that has a partner: the partner's text. */
  beside?: string;
}

export interface TextDiff {
  lines: DiffLine[];
  /** What judges commonly overlook is all that differs: white space, capitals. */
  onlyForm: boolean;
}

/** Past this many pairs the table of common lines is not made: the texts then differ as a whole. */
const MAX_PAIRS = 1_000_000;

const spaced = (line: string) => line.trim().replaceAll(/\s+/g, " ");

/** Judges look past white space and capitals unless a question says otherwise: what differs beyond them comes first. */
const FORMS: readonly ((line: string) => string)[] = [
  (line) => spaced(line).toLowerCase(),
  spaced,
  (line) => line,
];

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** The difference between what was expected and what came, line by line. */
export function diffTexts(expected: string, actual: string): TextDiff {
  const [left, right] = [linesOf(expected), linesOf(actual)];
  for (const [index, form] of FORMS.entries()) {
    const lines = diffLines(left, right, form);
    if (lines.some(({ kind }) => kind !== "same")) return { lines: paired(lines), onlyForm: index > 0 };
  }
  return { lines: diffLines(left, right, (line) => line), onlyForm: false };
}

function diffLines(left: readonly string[], right: readonly string[], form: (line: string) => string) {
  const a = left.map(form);
  const b = right.map(form);
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const down = common[i + 1]?.[j] ?? 0;
    const across = common[i]?.[j + 1] ?? 0;
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: right[j] ?? "", expected: ++i, actual: ++j });
    } else if (j >= b.length || (i < a.length && down >= across)) {
      lines.push({ kind: "missing", text: left[i] ?? "", expected: ++i, actual: null });
    } else {
      lines.push({ kind: "extra", text: right[j] ?? "", expected: null, actual: ++j });
    }
  }
  return lines;
}

/** Longest common subsequence of what follows from line i and line j. Empty where the texts are too long for it. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  if (a.length * b.length > MAX_PAIRS) return [];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const [row, below] = [lengths[i], lengths[i + 1]];
    if (!row || !below) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return lengths;
}

/** In each run of changed lines the first missing one goes with the first extra one, and so on. */
function paired(lines: readonly DiffLine[]): DiffLine[] {
  const made: DiffLine[] = [];
  for (let from = 0; from < lines.length; ) {
    let to = from;
    while (to < lines.length && lines[to]?.kind !== "same") to++;
    const run = lines.slice(from, to);
    const missing = run.filter(({ kind }) => kind === "missing");
    const extra = run.filter(({ kind }) => kind === "extra");
    const withPartner = (own: DiffLine[], others: DiffLine[]) =>
      own.map((line, index) => {
        const beside = others[index]?.text;
        return beside === undefined ? line : { ...line, beside };
      });
    made.push(...withPartner(missing, extra), ...withPartner(extra, missing));
    const next = lines[to];
    if (next) made.push(next);
    from = to + 1;
  }
  return made;
}

/** Lines that are shown, and how many same ones are left out between them. */
export type ShownLine = DiffLine | { skipped: number };

const AROUND = 3;

/** Long stretches of equal lines are left out, but for those next to a difference. */
export function foldSame(lines: readonly DiffLine[]): ShownLine[] {
  const near = (index: number) =>
    lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ kind }) => kind !== "same");
  const shown: ShownLine[] = [];
  let skipped = 0;
  for (const [index, line] of lines.entries()) {
    if (!near(index)) {
      skipped++;
      continue;
    }
    if (skipped > 0) shown.push({ skipped });
    skipped = 0;
    shown.push(line);
  }
  if (skipped > 0) shown.push({ skipped });
  return shown;
}

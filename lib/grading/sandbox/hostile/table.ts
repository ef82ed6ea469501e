import { LANGUAGE_NAMES } from "#lib/assessments/languages.ts";
import { HOSTILE_PROGRAMS, HOSTILE_SCENES } from "./programs.ts";
import type { HostileProgram, HostileRecord, HostileVerdicts } from "./types.ts";

const BEGIN = "<!-- The table is written by `npm run hostile`. -->";
const END = "<!-- Here the table ends. -->";
const HEAD = ["#", "Program", "What it tries", "Languages", "Verdict", "Without cgroups", "What holds it"];

/** SECURITY.md with the table of this run in the place of the old one. @throws Error where it has no such place. */
export function withHostileTable(document: string, record: HostileRecord): string {
  const begin = document.indexOf(BEGIN);
  const end = document.indexOf(END);
  if (begin < 0 || end < begin) throw new Error("SECURITY.md has no place for the table of hostile programs");
  return `${document.slice(0, begin)}${BEGIN}\n\n${hostileTable(record)}\n\n${document.slice(end)}`;
}

function hostileTable(record: HostileRecord): string {
  const tools = languagesOf(record.toolchains).map((id) => `${nameOf(id)}: ${record.toolchains[id]}`);
  const programs = HOSTILE_PROGRAMS.map((program) => ({ id: program.id, cells: cellsOf(program, record) }));
  const scenes = HOSTILE_SCENES.map(({ id, title, tries, holds, outcome }) => ({
    id,
    cells: [id, title, tries, "–", outcome, outcome, holds],
  }));
  const rows = [...programs, ...scenes].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ cells }) => row(cells));
  const count = Object.values(record.verdicts).join(" ").split(" ").length;
  return [
    `${count} runs with ${record.sandbox}, as many without cgroups; no planted secret was read, nothing was left behind.`,
    "",
    row(HEAD),
    row(HEAD.map(() => "---")),
    ...rows,
    "",
    `Tried with ${tools.join("; ")}.`,
  ].join("\n");
}

function cellsOf(program: HostileProgram, { verdicts, degraded }: HostileRecord): string[] {
  const languages = languagesOf(verdicts).filter((language) => verdictOf(verdicts, language, program.id));
  return [
    program.id,
    program.title,
    program.tries,
    languages.map(nameOf).join(", "),
    summary(program.id, verdicts),
    summary(program.id, degraded),
    program.holds,
  ];
}

/** `MLE`, or `TLE (12), MLE (Go)`: the common one, and who differs. */
function summary(id: string, verdicts: HostileVerdicts): string {
  const by = new Map<string, string[]>();
  for (const language of languagesOf(verdicts)) {
    const verdict = verdictOf(verdicts, language, id);
    if (verdict) by.set(verdict, [...(by.get(verdict) ?? []), nameOf(language)]);
  }
  const [common, ...others] = [...by].sort((a, b) => b[1].length - a[1].length);
  if (!common) return "–";
  return [common[0], ...others.map(([verdict, names]) => `${verdict} (${names.join(", ")})`)].join("; ");
}

/** What a full run saw of one program in one language. */
export function verdictOf(verdicts: HostileVerdicts, language: string, id: string): string | undefined {
  return new RegExp(`\\b${id}:(\\w+)`).exec(verdicts[language] ?? "")?.[1];
}

/** In the order in which people see them. */
function languagesOf(by: Record<string, unknown>): string[] {
  return Object.keys(LANGUAGE_NAMES).filter((language) => by[language] !== undefined);
}

function nameOf(language: string): string {
  const names: Readonly<Record<string, string>> = LANGUAGE_NAMES;
  return (names[language] ?? language).replace(/ \(.*\)$/, "");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

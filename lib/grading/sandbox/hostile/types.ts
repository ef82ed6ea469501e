import type { Verdict } from "../../verdicts.ts";

/** What a program finds on its standard input. */
export type HostileInput =
  /** One line, `21`. */
  | "number"
  /** Where the host's secrets are: one a line, `path P`, `tcp PORT`, `udp PORT`, `unix PATH`, `abstract NAME`. */
  | "secrets"
  /** A megabyte of lines. */
  | "megabyte";

/** One hostile program, as data; its sources stand in `sources/`, one file a language. */
export type HostileProgram = {
  /** The number in the published list of forty, with a letter for a second way; past 40: our own. */
  id: string;
  title: string;
  /** What it tries, and what keeps it from it: two cells of the table. */
  tries: string;
  holds: string;
  /** Any of these is right. A program that is meant to be stopped by nothing prints the answer when all held: AC. */
  verdicts: readonly Verdict[];
  /** Where no cgroup holds, these are right too. */
  degraded: readonly Verdict[];
  input: HostileInput;
  /** What counts as right: HOSTILE_ANSWER unless the comparison itself is the target. */
  answer: string;
  /** Run twice in the same slot: the second run must find nothing of the first. */
  twice: boolean;
};

/** Sources of one language by the id of their program. */
export type HostileSources = Readonly<Record<string, string>>;

/** What a program prints when every door was closed. */
export const HOSTILE_ANSWER = "hostile 42";

/** A row of the table that is no single program. */
export type HostileScene = Pick<HostileProgram, "id" | "title" | "tries" | "holds"> & { outcome: string };

/** Language id → `01:TLE 02:TLE …`, as a full run saw them. */
export type HostileVerdicts = Record<string, string>;

export type HostileRecord = {
  /** With what held which limit. */
  sandbox: string;
  toolchains: Record<string, string>;
  verdicts: HostileVerdicts;
  /** The same where no cgroup holds. */
  degraded: HostileVerdicts;
};

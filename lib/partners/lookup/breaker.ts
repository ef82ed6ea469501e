/*
 * The breaker before a partner's service: values and time in, decisions out. What it knows is in the database, so that
 * every process gives a partner the same pause and sends one probe among them all.
 */

/** Five in a row is no accident; half of ten or more in 30 seconds is a partner in trouble. */
export const CONSECUTIVE_FAILURES = 5;
export const SAMPLE_MS = 30_000;
export const SAMPLE_MINIMUM = 10;
/** The pause before the first probe, doubling with jitter up to five minutes. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const JITTER = 0.2;
/** Longer than any call takes: a process that died with its probe out holds the place no longer. */
export const PROBE_MS = 10_000;
/** A partner that says "too many" without saying how long. */
export const DEFAULT_RATE_PAUSE_SECONDS = 60;

/** What the database holds of one partner's breaker. */
export interface BreakerState {
  /** Changes with the partner's address or secret. */
  version: string;
  failuresInRow: number;
  sampleCalls: number;
  openUntil: Date | null;
  probeUntil: Date | null;
  pausedUntil: Date | null;
}

export type GateWord = "closed" | "open" | "half_open" | "paused";

/**
 * Whether a partner may be asked now: `half_open` is one question among all processes, whoever claims it first.
 * @param version of the configuration in force; a state of another one says nothing.
 */
export function readBreaker(state: BreakerState | null, version: string, at: Date): GateWord {
  if (!state || state.version !== version) return "closed";
  if (state.pausedUntil && state.pausedUntil > at) return "paused";
  if (!state.openUntil) return "closed";
  return state.openUntil > at || (state.probeUntil && state.probeUntil > at) ? "open" : "half_open";
}

/**
 * Milliseconds of the first, second, … pause; the last one holds from there. A table, because the database counts.
 * @param chance a number in [0, 1): processes and partners that broke together do not probe together.
 */
export function pauseTable(chance: number): number[] {
  const table: number[] = [];
  for (let plain = FIRST_PAUSE_MS; ; plain = Math.min(plain * 2, LONGEST_PAUSE_MS)) {
    table.push(Math.round(plain * (1 - JITTER * chance)));
    if (plain === LONGEST_PAUSE_MS) return table;
  }
}

/** Whether a good answer changes anything: nothing is written while nothing has failed. */
export function isWorthNoting(state: BreakerState | null, version: string): boolean {
  return state?.version === version && (state.failuresInRow > 0 || state.sampleCalls > 0);
}

import type { SaveState } from "#app/_views/save-state.tsx";
import { firstRefused, type SaveMachine } from "./save-machine.ts";

/** Most saves are quicker; words that flash tell nothing. */
export const SHOW_SAVING_AFTER_MS = 400;
export const SLOW_AFTER_MS = 8_000;

/**
 * The one thing that the state line says.
 * @param isKept this device keeps what is unsent.
 */
export function displayState(machine: SaveMachine, now: number, isKept = true): SaveState {
  const { trouble, inFlight, savedAt } = machine;
  const isSlow = inFlight && now - inFlight.since >= SLOW_AFTER_MS;
  if (!isKept && (trouble || isSlow)) return { kind: "unkept" };
  if (trouble) return { kind: trouble.kind, since: trouble.since };
  if (isSlow) return { kind: "slow" };
  const refused = firstRefused(machine);
  if (refused) return { kind: "refused", ...refused };
  if (machine.restoredLines > 0) return { kind: "restored", lines: machine.restoredLines };
  if (inFlight && now - inFlight.since >= SHOW_SAVING_AFTER_MS) return { kind: "saving" };
  if (savedAt === null) return { kind: "untouched" };
  return { kind: machine.cameBack ? "back" : "saved", at: savedAt };
}

/** When the words change by the passing of time alone; null when they do not. */
export function nextDisplayChange(machine: SaveMachine, now: number): number | null {
  if (!machine.inFlight) return null;
  const { since } = machine.inFlight;
  return [since + SHOW_SAVING_AFTER_MS, since + SLOW_AFTER_MS].find((at) => at > now) ?? null;
}

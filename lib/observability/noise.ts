import { BoundedMap } from "#lib/platform/bounded-map.ts";

/*
 * A partner that is down fails every sign-in the same way. The first failure is news, the next ten thousand are the
 * same news: one event a window says how many there were, so that the one unknown error is not buried.
 */

/** Ten minutes: a person on call sees that it goes on, and six events an hour bury nothing. */
export const NOISE_WINDOW_MS = 10 * 60 * 1000;
/** Partners times kinds of failure stays far below; the bound keeps a mistake from eating memory. */
const MAX_KEYS = 1_000;
export const NOISE_TAG = "noise";
export const NOISE_KNOWN = "known";

/** What is remembered of one kind of failure. Times in epoch milliseconds. */
export interface NoiseEntry {
  windowStart: number;
  suppressed: number;
}

export interface NoiseDecision {
  send: boolean;
  entry: NoiseEntry;
  /** What was held back since the last event sent, told with the next one. */
  summary: { suppressed: number; since: string };
}

/** Whether a known failure at `now` (epoch ms) is sent, given what is remembered of its kind. */
export function decideNoise(entry: NoiseEntry | undefined, now: number): NoiseDecision {
  const isOpen = entry !== undefined && now >= entry.windowStart && now - entry.windowStart < NOISE_WINDOW_MS;
  const since = new Date(entry?.windowStart ?? now).toISOString();
  if (isOpen) {
    const suppressed = entry.suppressed + 1;
    return { send: false, entry: { ...entry, suppressed }, summary: { suppressed, since } };
  }
  return {
    send: true,
    entry: { windowStart: now, suppressed: 0 },
    summary: { suppressed: entry?.suppressed ?? 0, since },
  };
}

/** The parts of an event that the limiter reads. */
export interface NoisyEvent {
  level?: string;
  message?: string;
  fingerprint?: string[];
  tags?: Record<string, unknown>;
  contexts?: Record<string, Record<string, unknown> | undefined>;
}

/** Only failures that their reporter declared known, and never one of our own: no error is ever limited. */
export function isKnownNoise(event: NoisyEvent): boolean {
  const isLimitable = event.level === "warning" || event.level === "info" || event.level === "debug";
  return isLimitable && event.tags?.[NOISE_TAG] === NOISE_KNOWN;
}

/** A limiter with a memory of its own: returns the event to send, or null. `now` is epoch ms. */
export function createNoiseLimiter(): <Seen extends NoisyEvent>(event: Seen, now: number) => Seen | null {
  const memory = new BoundedMap<string, NoiseEntry>(MAX_KEYS);
  return (event, now) => {
    if (!isKnownNoise(event)) return event;
    const key = JSON.stringify(event.fingerprint ?? [event.message]);
    const decision = decideNoise(memory.get(key), now);
    memory.set(key, decision.entry);
    if (!decision.send) return null;
    return { ...event, contexts: { ...event.contexts, noise: decision.summary } };
  };
}

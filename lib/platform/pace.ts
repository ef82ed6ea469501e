import { BoundedMap } from "./bounded-map.ts";
import type { RateLimit } from "./rate-limit.ts";

/** Keys that are remembered at once: whoever is forgotten begins with a full bucket. */
const KEYS = 10_000;

/** A token bucket for each key in this process alone: for what must be refused before the database is touched. */
export class PaceByKey {
  readonly #stepMs: number;
  readonly #windowMs: number;
  /** Key → when its bucket will be full again. */
  readonly #fullAt = new BoundedMap<string, number>(KEYS);

  constructor({ capacity, windowSeconds }: RateLimit) {
    this.#windowMs = windowSeconds * 1000;
    this.#stepMs = this.#windowMs / capacity;
  }

  /**
   * Takes one, or as many as something weighs.
   * @param nowMs of any clock that only goes forward.
   * @returns seconds until so many are there; 0 when they were.
   */
  take(key: string, weight = 1, nowMs = performance.now()): number {
    const fullAt = Math.max(this.#fullAt.get(key) ?? 0, nowMs) + weight * this.#stepMs;
    const lateMs = fullAt - nowMs - this.#windowMs;
    // Sums of fractions are off by less than this.
    if (lateMs > 1e-3) return Math.ceil(lateMs / 1000);
    this.#fullAt.set(key, fullAt);
    return 0;
  }
}

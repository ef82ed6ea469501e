import {
  type BulkheadPolicy,
  bulkhead,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhenResult,
  type IBreaker,
  isBrokenCircuitError,
  isBulkheadRejectedError,
  SamplingBreaker,
} from "cockatiel";
import { isPartnerFailure, type LookupOutcome, type SkipReason } from "./types.ts";

/** Five in a row is no accident; half of ten or more in 30 seconds is a partner in trouble. */
const CONSECUTIVE_FAILURES = 5;
const SAMPLE_MS = 30_000;
const SAMPLE_THRESHOLD = 0.5;
const SAMPLE_MINIMUM = 10;
/** The pause before the first probe, doubling with jitter up to five minutes. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
/** Sign-ins that may wait for one partner at a time; the next one is not kept waiting for its turn. */
const CONCURRENT_CALLS = 8;
/** A partner that says "too many" without saying how long. */
const DEFAULT_RATE_PAUSE_SECONDS = 60;

export type GateState = "closed" | "open" | "half_open";

/**
 * Stands before each partner: lets a call through, or answers `skipped` at once. Breakers that share their state
 * across processes fit behind the same three methods.
 */
export interface LookupGate {
  /** @param version changes with the partner's address or secret: a mended configuration starts afresh. */
  run(partnerId: string, version: string, call: () => Promise<LookupOutcome>): Promise<LookupOutcome>;
  stateOf(partnerId: string): GateState;
  reset(partnerId: string): void;
}

/** Opens when either of two breakers says so. */
function eitherBreaker(...breakers: IBreaker[]): IBreaker {
  return {
    get state() {
      return breakers.map((breaker) => breaker.state);
    },
    set state(states: unknown) {
      breakers.forEach((breaker, index) => {
        breaker.state = (states as unknown[])[index];
      });
    },
    success: (state) => {
      for (const breaker of breakers) breaker.success(state);
    },
    failure: (state) => breakers.map((breaker) => breaker.failure(state)).some(Boolean),
  };
}

interface Entry {
  version: string;
  breaker: CircuitBreakerPolicy;
  calls: BulkheadPolicy;
  /** Epoch ms before which a rate-limited partner is left alone. */
  notBefore: number;
}

/** A rate limit is the partner's own gate, which has one here too: it says nothing about being broken. */
function countsAgainst(outcome: LookupOutcome): boolean {
  return isPartnerFailure(outcome.kind) && outcome.kind !== "rate_limited";
}

function newEntry(version: string): Entry {
  const breaker = circuitBreaker(
    handleWhenResult((result) => countsAgainst(result as LookupOutcome)),
    {
      breaker: eitherBreaker(
        new ConsecutiveBreaker(CONSECUTIVE_FAILURES),
        new SamplingBreaker({
          threshold: SAMPLE_THRESHOLD,
          duration: SAMPLE_MS,
          minimumRps: SAMPLE_MINIMUM / (SAMPLE_MS / 1000),
        }),
      ),
      halfOpenAfter: new ExponentialBackoff({ initialDelay: FIRST_PAUSE_MS, maxDelay: LONGEST_PAUSE_MS }),
    },
  );
  return { version, breaker, calls: bulkhead(CONCURRENT_CALLS, 0), notBefore: 0 };
}

const SKIP_WORDS: Record<SkipReason, string> = {
  breaker_open: "not asked: the partner kept failing and is given a pause",
  bulkhead_full: `not asked: ${CONCURRENT_CALLS} questions to this partner were waiting already`,
  rate_limited: "not asked: the partner wants a pause",
  budget_used_up: "not asked: no time was left",
};

/** Nobody was asked, and why. */
export function skipped(reason: SkipReason): LookupOutcome {
  return { kind: "skipped", reason, httpStatus: null, detail: SKIP_WORDS[reason] };
}

/** Breakers in the memory of this process. @param clock epoch ms. */
export function createLookupGate(clock: () => number = Date.now): LookupGate {
  const entries = new Map<string, Entry>();
  const entryOf = (partnerId: string, version: string): Entry => {
    const known = entries.get(partnerId);
    if (known?.version === version) return known;
    const entry = newEntry(version);
    entries.set(partnerId, entry);
    return entry;
  };
  return {
    run: (partnerId, version, call) => throughGate(entryOf(partnerId, version), call, clock),
    stateOf: (partnerId) => stateName(entries.get(partnerId)?.breaker.state),
    reset: (partnerId) => {
      entries.delete(partnerId);
    },
  };
}

async function throughGate(
  entry: Entry,
  call: () => Promise<LookupOutcome>,
  clock: () => number,
): Promise<LookupOutcome> {
  if (clock() < entry.notBefore) return skipped("rate_limited");
  // While a probe is out, cockatiel lets others wait for its end; a person signing in does not wait for that.
  if (entry.breaker.state === CircuitState.HalfOpen) return skipped("breaker_open");
  try {
    const outcome = await entry.calls.execute(() => entry.breaker.execute(call));
    if (outcome.kind === "rate_limited") {
      entry.notBefore = clock() + (outcome.retryAfterSeconds ?? DEFAULT_RATE_PAUSE_SECONDS) * 1000;
    }
    return outcome;
  } catch (error) {
    if (isBrokenCircuitError(error)) return skipped("breaker_open");
    if (isBulkheadRejectedError(error)) return skipped("bulkhead_full");
    throw error;
  }
}

function stateName(state: CircuitState | undefined): GateState {
  if (state === CircuitState.Open || state === CircuitState.Isolated) return "open";
  return state === CircuitState.HalfOpen ? "half_open" : "closed";
}

/** Next bundles a module once per entry point; the breakers are the process's. */
const home = globalThis as { assayLookupGate?: LookupGate };

/** The gate that sign-in, jobs and the partner's page share in this process. */
export function lookupGate(): LookupGate {
  home.assayLookupGate ??= createLookupGate();
  return home.assayLookupGate;
}

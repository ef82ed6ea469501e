import type { BoxKind } from "./box-command.ts";
import type { Lane } from "./lane.ts";
import type { LaneKind } from "./lane-options.ts";
import { SandboxFailure } from "./types.ts";

/** Boxes that nobody used for this long are let go; they come back with the next run. */
const WARM_MS = 120_000;
/** Kinds that an idle judge keeps a box of, as far as its lanes go. */
const RECENT_KINDS = 4;

type Waiter = { kind: LaneKind; resolve: (lane: Lane) => void; reject: (why: SandboxFailure) => void };

/**
 * Hands out ready boxes and has the next ones made meanwhile. There are twice as many lanes as boxes run at once, so
 * that one is being made, or is ending, beside each that runs; which kind is made follows what is asked for.
 */
export class Pool {
  readonly #lanes: readonly Lane[];
  readonly #waiters = new Set<Waiter>();
  /** Runs that wait for their turn, by kind. */
  readonly #demand = new Map<LaneKind, number>();
  /** The kinds last used, the newest first. */
  #recent: LaneKind[] = [];
  readonly #kinds = new Map<string, LaneKind>();
  #cooling: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes;
  }

  /** The one object for a kind: equal kinds are the same. */
  kindOf(kind: BoxKind): LaneKind {
    const key = JSON.stringify(kind);
    const known = this.#kinds.get(key);
    if (known) return known;
    const fresh = { ...kind, key };
    this.#kinds.set(key, fresh);
    return fresh;
  }

  /** Says that runs of this kind wait for their turn (1), or no more (−1). */
  expect(kind: LaneKind, change: 1 | -1): void {
    const count = (this.#demand.get(kind) ?? 0) + change;
    if (count > 0) this.#demand.set(kind, count);
    else this.#demand.delete(kind);
    if (change > 0) this.match();
  }

  /** A lane whose box of this kind is ready, for the caller alone, who runs in it at once. */
  take(kind: LaneKind): Promise<Lane> {
    if (this.#closed) return Promise.reject(new SandboxFailure("the sandbox is closed"));
    clearTimeout(this.#cooling);
    this.#cooling = setTimeout(() => this.#cool(), WARM_MS).unref();
    if (!kind.pipes)
      this.#recent = [kind, ...this.#recent.filter((it) => it !== kind)].slice(0, RECENT_KINDS);
    return new Promise((resolve, reject) => {
      this.#waiters.add({ kind, resolve, reject });
      this.match();
    });
  }

  /** Brings lanes and wishes together. Called whenever either changed. */
  match(): void {
    if (this.#closed) return;
    this.#passFailures();
    const open = new Set(this.#lanes.filter(({ state }) => /^(empty|making|ready)$/.test(state)));
    for (const waiter of this.#waiters) {
      const lane = pick(open, waiter.kind);
      if (!lane) break;
      open.delete(lane);
      if (lane.state === "ready" && lane.kind === waiter.kind) {
        this.#waiters.delete(waiter);
        // Taken by this very call: nobody else may see it ready.
        lane.state = "running";
        waiter.resolve(lane);
      } else serve(lane, waiter.kind);
    }
    this.#prepare(open);
  }

  /** What could not be made is told to whoever waits longest for its like. */
  #passFailures(): void {
    for (const lane of this.#lanes) {
      const { failure } = lane;
      if (!failure) continue;
      lane.failure = null;
      const [waiter] = [...this.#waiters].filter(({ kind }) => kind === lane.kind);
      if (waiter) {
        this.#waiters.delete(waiter);
        waiter.reject(failure);
      } else this.#recent = this.#recent.filter((kind) => kind !== lane.kind);
    }
  }

  /** Lanes that nobody waits for stand ready for what comes next: known demand first, then what was used last. */
  #prepare(open: Set<Lane>): void {
    for (const [kind, count] of this.#demand) {
      for (let made = 0; made < count; made++) {
        const lane = pick(open, kind);
        if (!lane) return;
        open.delete(lane);
        if (lane.kind !== kind || lane.state === "empty") serve(lane, kind);
      }
    }
    for (const kind of this.#recent) {
      const lane = [...open].find((it) => it.kind === kind && it.state !== "empty") ?? emptyOf(open);
      if (!lane) continue;
      open.delete(lane);
      if (lane.state === "empty") lane.make(kind);
    }
    const [newest] = this.#recent;
    if (newest) for (const lane of open) if (lane.state === "empty") lane.make(newest);
  }

  #cool(): void {
    this.#recent = [];
    for (const lane of this.#lanes) if (lane.state === "ready") lane.dismiss();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#cooling);
    for (const { reject } of this.#waiters) reject(new SandboxFailure("the sandbox is closed"));
    this.#waiters.clear();
  }
}

/** The open lane that has such a box soonest. */
function pick(open: ReadonlySet<Lane>, kind: LaneKind): Lane | undefined {
  const lanes = [...open];
  const alike = lanes.filter((lane) => lane.kind === kind);
  return (
    alike.find(({ state }) => state === "ready") ??
    alike.find(({ state }) => state === "making") ??
    emptyOf(open) ??
    lanes.find(({ state }) => state === "ready")
  );
}

function emptyOf(open: ReadonlySet<Lane>): Lane | undefined {
  return [...open].find(({ state }) => state === "empty");
}

/** Brings an open lane nearer to a box of this kind. */
function serve(lane: Lane, kind: LaneKind): void {
  if (lane.state === "empty") lane.make(kind);
  else if (lane.state === "ready" && lane.kind !== kind) lane.dismiss();
}

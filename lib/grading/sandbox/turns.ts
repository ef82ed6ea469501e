/** A candidate waiting at Run goes before final grading. */
export type Priority = "interactive" | "batch";

/** A press on Run is a check and then its tests: the slot is kept this long for what follows, before grading gets it. */
const KEPT_MS = 3;

type Waiting = Map<unknown, (() => void)[]>;

/**
 * Who runs next: at most `slots` at once, interactive before batch, and within each the owners by turns, so that a
 * submission with a thousand tests holds nobody up for longer than one of them.
 */
export class Turns {
  #free: number;
  /** Slots that a run has just left, and that only another run may take yet. */
  #kept = 0;
  readonly #waiting: Record<Priority, Waiting> = { interactive: new Map(), batch: new Map() };

  constructor(slots: number) {
    this.#free = slots;
  }

  /** Resolves when it is this caller's turn, with the function that ends the turn. */
  async take(priority: Priority, owner: unknown): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else if (priority === "interactive" && this.#kept > 0) this.#kept--;
    else await new Promise<void>((begin) => this.#queue(priority, owner, begin));
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      const { interactive, batch } = this.#waiting;
      if (priority === "interactive" && interactive.size === 0 && batch.size > 0) this.#keep();
      else this.#next();
    };
  }

  #keep(): void {
    this.#kept++;
    setTimeout(() => {
      if (this.#kept === 0) return;
      this.#kept--;
      this.#next();
    }, KEPT_MS);
  }

  #queue(priority: Priority, owner: unknown, begin: () => void): void {
    const queue = this.#waiting[priority].get(owner);
    if (queue) queue.push(begin);
    else this.#waiting[priority].set(owner, [begin]);
  }

  #next(): void {
    const waiting = this.#waiting.interactive.size > 0 ? this.#waiting.interactive : this.#waiting.batch;
    const [first] = waiting;
    if (!first) {
      this.#free++;
      return;
    }
    const [owner, queue] = first;
    const begin = queue.shift();
    waiting.delete(owner);
    if (queue.length > 0) waiting.set(owner, queue);
    begin?.();
  }
}

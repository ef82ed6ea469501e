/** A candidate waiting at Run goes before final grading. */
export type Priority = "interactive" | "batch";

type Waiting = Map<unknown, (() => void)[]>;

/**
 * Who runs next: at most `slots` at once, interactive before batch, and within each the owners by turns, so that a
 * submission with a thousand tests holds nobody up for longer than one of them.
 */
export class Turns {
  #free: number;
  readonly #waiting: Record<Priority, Waiting> = { interactive: new Map(), batch: new Map() };

  constructor(slots: number) {
    this.#free = slots;
  }

  /** Resolves when it is this caller's turn, with the function that ends the turn. */
  async take(priority: Priority, owner: unknown): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((begin) => this.#queue(priority, owner, begin));
    let ended = false;
    return () => {
      if (!ended) this.#next();
      ended = true;
    };
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

import type { LocalAnswer, LocalStore } from "./local-store.ts";

/** What this device was given to keep, and whether it does: nobody is told so who cannot rely on it. */
export class LocalCopy {
  readonly #store: LocalStore;
  readonly #onNews: () => void;
  /** Keys of what is unsent and was not kept when it was last given. */
  readonly #unkept = new Set<string>();
  readonly #given = new Map<string, number>();
  readonly #kept = new Map<string, number>();

  constructor(store: LocalStore, onNews: () => void) {
    this.#store = store;
    this.#onNews = onNews;
  }

  /** False when unsent work stands nowhere but on the page. */
  get isWhole(): boolean {
    return this.#unkept.size === 0;
  }

  /** Whether it holds the very last that it was given of everything, committed or not. */
  get isCurrent(): boolean {
    return [...this.#given].every(([key, turn]) => this.#kept.get(key) === turn);
  }

  /** @returns whether this device keeps it. */
  async write(local: LocalAnswer): Promise<boolean> {
    const { itemId: key, unsaved } = local;
    const turn = (this.#given.get(key) ?? 0) + 1;
    this.#given.set(key, turn);
    if (!unsaved) this.#unkept.delete(key);
    const isKept = await this.#store.write(local);
    const before = this.#kept.get(key) ?? 0;
    if (isKept) this.#kept.set(key, Math.max(before, turn));
    // A later one that is kept holds it too; one that hangs does not, and neither does one that is not there yet.
    if (!unsaved || before > turn) return isKept;
    this.#unkept[isKept ? "delete" : "add"](key);
    this.#onNews();
    return isKept;
  }
}

import type { LocalAnswer, LocalStore } from "./local-store.ts";

/** What this device was given to keep, and whether it does: nobody is told so who cannot rely on it. */
export class LocalCopy {
  readonly #store: LocalStore;
  readonly #onNews: () => void;
  /** Keys of what is unsent and was not kept when it was last given. */
  readonly #unkept = new Set<string>();
  readonly #turns = new Map<string, number>();

  constructor(store: LocalStore, onNews: () => void) {
    this.#store = store;
    this.#onNews = onNews;
  }

  /** False when unsent work stands nowhere but on the page. */
  get isWhole(): boolean {
    return this.#unkept.size === 0;
  }

  /** @returns whether this device keeps it. */
  async write(local: LocalAnswer): Promise<boolean> {
    const { itemId: key, unsaved } = local;
    const turn = (this.#turns.get(key) ?? 0) + 1;
    this.#turns.set(key, turn);
    if (!unsaved) this.#unkept.delete(key);
    const isKept = await this.#store.write(local);
    // Of a change that was followed by another only that one's word counts.
    if (!unsaved || this.#turns.get(key) !== turn) return isKept;
    this.#unkept[isKept ? "delete" : "add"](key);
    this.#onNews();
    return isKept;
  }
}

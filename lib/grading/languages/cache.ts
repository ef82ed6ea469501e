import { createHash } from "node:crypto";

/** What a worker keeps of compiled programs: about thirty large ones, thousands of small ones. */
const CACHE_BYTES = 64 * 1024 * 1024;
/** An entry's own cost: many tiny ones are not free. */
const ENTRY_BYTES = 512;

type Entry<Value> = { value: Promise<Value>; bytes: number };

/** Remembers by content, least recently used goes first. Two who ask for the same at once get the same work. */
export class CompileCache<Value> {
  readonly #capacity: number;
  readonly #entries = new Map<string, Entry<Value>>();
  #bytes = 0;

  constructor(capacity = CACHE_BYTES) {
    this.#capacity = capacity;
  }

  /**
   * The value of these parts, made now if need be. What fails, or is larger than the whole cache, is not kept.
   * @throws whatever `make` throws.
   */
  take(
    parts: readonly (string | Uint8Array)[],
    make: () => Promise<{ value: Value; bytes: number }>,
  ): Promise<Value> {
    const key = digestOf(parts);
    const known = this.#entries.get(key);
    if (known) {
      // Last in the order of the map: the youngest.
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    const made = make();
    const entry: Entry<Value> = { value: made.then(({ value }) => value), bytes: 0 };
    this.#entries.set(key, entry);
    made.then(
      ({ bytes }) => this.#weigh(key, entry, bytes + ENTRY_BYTES),
      () => this.#forget(key),
    );
    return entry.value;
  }

  #weigh(key: string, entry: Entry<Value>, bytes: number): void {
    if (bytes > this.#capacity) {
      this.#forget(key);
      return;
    }
    entry.bytes = bytes;
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#entries) {
      if (this.#bytes <= this.#capacity) return;
      // One that is still being made weighs nothing and has somebody waiting for it.
      if (freed > 0) this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}

function digestOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest("hex");
}

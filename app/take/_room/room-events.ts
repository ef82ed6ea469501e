import type { RoomEvent } from "#lib/attempts/schema.ts";
import { postEvents } from "./api.ts";

const MAX_EVENTS = 50;
/** What the room saw waits this long for a save to ride along with. */
const WAIT_MS = 5_000;

/** What the room saw and has not told yet: it goes with the next save, or by itself after a while. */
export class RoomEvents {
  waiting: readonly RoomEvent[] = [];
  readonly #attemptId: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(attemptId: string) {
    this.#attemptId = attemptId;
  }

  /** @param send called when no save has taken it along. */
  record(event: RoomEvent, send: () => void): void {
    this.waiting = [...this.waiting, event].slice(-MAX_EVENTS);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(send, WAIT_MS);
  }

  /** What cannot be sent now goes with the next save. */
  send(): void {
    const events = this.waiting;
    if (events.length === 0) return;
    postEvents(this.#attemptId, events).then(
      () => this.told(events),
      () => undefined,
    );
  }

  told(events: readonly RoomEvent[]): void {
    this.waiting = this.waiting.filter((event) => !events.includes(event));
  }
}

import { type ItemSync, isDirty, isSendable, type SaveMachine } from "./save-machine.ts";

/* Whose turn it is to be sent, and when. Pure, as the machine is. */

/** Typing that pauses this long is sent. */
export const IDLE_MS = 1_000;
/** Typing that never pauses is sent this often. */
export const MAX_WAIT_MS = 5_000;

/** When an item wants to be sent; null when it has nothing to send. */
function dueAt(item: ItemSync, machine: SaveMachine): number | null {
  if (!isDirty(item)) return null;
  if (item.refused && !isSendable(item)) return item.refused.retryAt;
  if (machine.hurry || machine.trouble) return 0;
  const idle = (item.lastEditAt ?? 0) + IDLE_MS;
  return item.firstUnsentAt === null ? idle : Math.min(idle, item.firstUnsentAt + MAX_WAIT_MS);
}

export interface NextSend {
  itemId: string;
  revision: number;
  /** Milliseconds of the machine's clock; now or earlier: send. */
  at: number;
}

/** What is to be sent next and when; null while one is on its way, or when there is nothing. */
export function nextSend(machine: SaveMachine): NextSend | null {
  if (machine.inFlight || machine.closed) return null;
  const waiting = Object.entries(machine.items).flatMap(([itemId, item]) => {
    const due = dueAt(item, machine);
    if (due === null) return [];
    return [{ itemId, item, at: Math.max(due, machine.trouble?.retryAt ?? 0) }];
  });
  const [next] = waiting.sort((a, b) => a.at - b.at || byPatience(a.item, b.item));
  return next ? { itemId: next.itemId, revision: next.item.revision + 1, at: next.at } : null;
}

/** What was refused comes last; of the others no one stands in the way of the next, whatever becomes of it. */
function byPatience(a: ItemSync, b: ItemSync): number {
  return Number(a.refused !== null) - Number(b.refused !== null) || a.lastSentAt - b.lastSentAt;
}

/** Everything that is neither saved nor on its way: for the moment in which the page goes away. */
export function unsent(machine: SaveMachine): { itemId: string; revision: number }[] {
  if (machine.closed) return [];
  const { inFlight } = machine;
  const underway = (itemId: string, item: ItemSync) =>
    inFlight?.itemId === itemId && item.sent[inFlight.revision] === item.edits;
  return Object.entries(machine.items)
    .filter(([itemId, item]) => isDirty(item) && !underway(itemId, item))
    .sort(([, a], [, b]) => byPatience(a, b))
    .map(([itemId, item]) => ({ itemId, revision: item.revision + 1 }));
}

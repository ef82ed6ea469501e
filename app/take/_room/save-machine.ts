/*
 * What is saved, what is on its way, and what to say about it. Pure: times come in as milliseconds of a clock that
 * nobody puts back (performance.now), answers come in as events; what stands around it (saver.ts) does the sending.
 */

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 10_000;
/** What the server refuses it refuses again, until it is changed: asking seldom is enough. */
const FIRST_REFUSED_RETRY_MS = 5_000;
const LAST_REFUSED_RETRY_MS = 60_000;

/** Why an answer is not taken: too long for its kind, or in the server's words. */
export type Reason = { kind: "code" | "text" } | { kind: "other"; detail: string };

/** The server does not take this answer as it stands; the others go on. */
export interface Refused {
  reason: Reason;
  /** The change that was refused: the next one may fit. */
  edits: number;
  tries: number;
  retryAt: number;
}

export interface ItemSync {
  /** Grows with every change on this device. */
  edits: number;
  /** The change up to which the server has committed. */
  saved: number;
  /** The highest revision that was sent or heard of: ours grow from it, so that no late one of them counts as newer. */
  revision: number;
  /** The last revision that the server is known to hold: work of other devices beyond it is never replaced. */
  base: number;
  /** Revision → the change it held, of saves that may still be answered. */
  sent: Readonly<Record<number, number>>;
  firstUnsentAt: number | null;
  lastEditAt: number | null;
  /** When it was last on its way: of two that wait, the one that waited longer goes first. */
  lastSentAt: number;
  refused: Refused | null;
}

/** `since`: ISO 8601, of this device, for reading alone. */
export type Trouble = { kind: "offline" | "failed"; since: string; tries: number; retryAt: number };

export interface SaveMachine {
  items: Readonly<Record<string, ItemSync>>;
  inFlight: { itemId: string; revision: number; since: number } | null;
  trouble: Trouble | null;
  /** ISO 8601, the server's: of the newest commit. */
  savedAt: string | null;
  /** Trouble is over and all is committed: say so until the next commit. */
  cameBack: boolean;
  /** Lines that were found on this device and have not reached the server yet. */
  restoredLines: number;
  /** Somebody asked to save now: the pause is not waited for. */
  hurry: boolean;
  /** The attempt takes no more edits, or this tab only reads. */
  closed: boolean;
}

export type SaveEvent =
  | { type: "edited"; itemId: string; now: number }
  | { type: "restored"; itemId: string; lines: number; now: number }
  /** `edits`: the change up to which it holds all; absent: the last one. */
  | { type: "sent"; itemId: string; revision: number; now: number; background?: boolean; edits?: number }
  | {
      type: "answered";
      itemId: string;
      sentRevision: number;
      revision: number;
      savedAt: string;
    }
  /** This device knows more than the page was made with: revisions that it sent, and what the server holds. */
  | { type: "renewed"; itemId: string; revision: number; base: number; savedAt?: string }
  /** Another device's newer work took the place of this one's. */
  | { type: "yielded"; itemId: string; revision: number; savedAt: string }
  | { type: "failed"; kind: "offline" | "failed"; now: number; at: string }
  /** It came after the end and is kept as late: nothing more can be done for it. */
  | { type: "kept_late"; itemId: string; revision: number }
  | { type: "refused"; itemId: string; revision: number; now: number; reason: Reason }
  | { type: "went_offline"; now: number; at: string }
  | { type: "came_online"; now: number }
  | { type: "hurried" }
  | { type: "closed" };

/** @param answers itemId → the revision that the server holds, with its moment; null: none. */
export function startMachine(
  answers: Record<string, { revision: number; savedAt?: string } | null>,
): SaveMachine {
  const items: Record<string, ItemSync> = {};
  let savedAt: string | null = null;
  for (const [itemId, answer] of Object.entries(answers)) {
    items[itemId] = {
      edits: 0,
      saved: 0,
      revision: answer?.revision ?? 0,
      base: answer?.revision ?? 0,
      sent: {},
      firstUnsentAt: null,
      lastEditAt: null,
      lastSentAt: 0,
      refused: null,
    };
    if (answer?.savedAt && (savedAt === null || answer.savedAt > savedAt)) savedAt = answer.savedAt;
  }
  const quiet = { cameBack: false, restoredLines: 0, hurry: false, closed: false };
  return { items, inFlight: null, trouble: null, savedAt, ...quiet };
}

/** Whether it holds changes that the server has not committed. */
export const isDirty = (item: ItemSync) => item.edits > item.saved;

/** How many questions hold changes that the server has not committed. */
export function unsavedCount(machine: SaveMachine): number {
  return Object.values(machine.items).filter(isDirty).length;
}

/** Whether an answer holds changes that may still be taken as they are. */
export const isSendable = (item: ItemSync) => isDirty(item) && item.refused?.edits !== item.edits;

/** How many questions hold changes that sending may still save: those that were refused as they stand may not. */
export function sendableCount(machine: SaveMachine): number {
  return Object.values(machine.items).filter(isSendable).length;
}

/** The first question whose answer the server does not take, counted from one. */
export function firstRefused(machine: SaveMachine): { ordinal: number; reason: Reason } | null {
  const items = Object.values(machine.items);
  const index = items.findIndex((item) => item.refused !== null && isDirty(item));
  const refused = items[index]?.refused;
  return refused ? { ordinal: index + 1, reason: refused.reason } : null;
}

function patchItem(machine: SaveMachine, itemId: string, patch: (item: ItemSync) => ItemSync): SaveMachine {
  const item = machine.items[itemId];
  return item ? { ...machine, items: { ...machine.items, [itemId]: patch(item) } } : machine;
}

function edited(machine: SaveMachine, itemId: string, now: number): SaveMachine {
  return patchItem(machine, itemId, (item) => ({
    ...item,
    edits: item.edits + 1,
    firstUnsentAt: item.firstUnsentAt ?? now,
    lastEditAt: now,
  }));
}

/** Neither number ever falls. */
function known(item: ItemSync, revision: number, base = revision): Pick<ItemSync, "revision" | "base"> {
  return { revision: Math.max(item.revision, revision), base: Math.max(item.base, base) };
}

function sent(machine: SaveMachine, event: SaveEvent & { type: "sent" }): SaveMachine {
  const { itemId, revision, now } = event;
  const next = patchItem(machine, itemId, (item) => ({
    ...item,
    revision: Math.max(item.revision, revision),
    sent: { ...item.sent, [revision]: event.edits ?? item.edits },
    firstUnsentAt: null,
    lastSentAt: now,
  }));
  return event.background ? next : { ...next, inFlight: { itemId, revision, since: now } };
}

function landed(machine: SaveMachine, itemId: string, revision: number): SaveMachine {
  const { inFlight } = machine;
  return inFlight?.itemId === itemId && inFlight.revision === revision
    ? { ...machine, inFlight: null }
    : machine;
}

function answered(machine: SaveMachine, event: SaveEvent & { type: "answered" }): SaveMachine {
  const { itemId, sentRevision, revision, savedAt } = event;
  const next = patchItem(landed(machine, itemId, sentRevision), itemId, (item) => {
    const saved = Math.max(item.saved, item.sent[sentRevision] ?? 0);
    const pending = Object.entries(item.sent).filter(([old]) => Number(old) > sentRevision);
    return { ...item, saved, ...known(item, revision), sent: Object.fromEntries(pending), refused: null };
  });
  const clean = unsavedCount(next) === 0;
  const wasTrouble = machine.trouble !== null;
  return {
    ...next,
    savedAt,
    trouble: null,
    cameBack: clean && (wasTrouble || (machine.cameBack && machine.restoredLines > 0)),
    restoredLines: clean ? 0 : next.restoredLines,
    hurry: sendableCount(next) > 0 && (next.hurry || wasTrouble),
  };
}

function troubled(
  machine: SaveMachine,
  kind: Trouble["kind"],
  { now, at }: { now: number; at: string },
): SaveMachine {
  const before = machine.trouble;
  const tries = (before?.tries ?? 0) + 1;
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LAST_RETRY_MS);
  const since = before?.since ?? at;
  return {
    ...machine,
    inFlight: null,
    cameBack: false,
    trouble: { kind, since, tries, retryAt: now + wait },
  };
}

/** The server answered, so nothing is wrong with the way to it: only this answer has to wait. */
function refused(machine: SaveMachine, event: SaveEvent & { type: "refused" }): SaveMachine {
  const { itemId, revision, now, reason } = event;
  const next = patchItem(landed(machine, itemId, revision), itemId, (item) => {
    const tries = (item.refused?.tries ?? 0) + 1;
    const wait = Math.min(FIRST_REFUSED_RETRY_MS * 2 ** (tries - 1), LAST_REFUSED_RETRY_MS);
    const edits = item.sent[revision] ?? item.edits;
    return { ...item, refused: { reason, edits, tries, retryAt: now + wait } };
  });
  const hurry = sendableCount(next) > 0 && (next.hurry || machine.trouble !== null);
  return { ...next, trouble: null, cameBack: false, restoredLines: 0, hurry };
}

/** Everything that waits may go now. */
function hurried(machine: SaveMachine): SaveMachine {
  const items = Object.entries(machine.items).map(
    ([itemId, item]) =>
      [itemId, { ...item, refused: item.refused && { ...item.refused, retryAt: 0 } }] as const,
  );
  return {
    ...machine,
    items: Object.fromEntries(items),
    hurry: sendableCount(machine) > 0,
    trouble: machine.trouble && { ...machine.trouble, retryAt: 0 },
  };
}

export function reduceSave(machine: SaveMachine, event: SaveEvent): SaveMachine {
  switch (event.type) {
    case "edited":
      return edited(machine, event.itemId, event.now);
    case "restored": {
      const next = edited(machine, event.itemId, event.now);
      return { ...next, restoredLines: machine.restoredLines + event.lines, hurry: true };
    }
    case "renewed": {
      const { itemId, revision, base, savedAt = "" } = event;
      const next = patchItem(machine, itemId, (item) => ({ ...item, ...known(item, revision, base) }));
      return savedAt > (machine.savedAt ?? "") ? { ...next, savedAt } : next;
    }
    case "sent":
      return sent(machine, event);
    case "answered":
      return answered(machine, event);
    case "yielded": {
      const { itemId, revision } = event;
      const inFlight = machine.inFlight?.itemId === itemId ? null : machine.inFlight;
      const next = patchItem({ ...machine, inFlight }, itemId, (item) => ({
        ...item,
        ...known(item, revision),
        saved: item.edits,
        sent: {},
        firstUnsentAt: null,
        refused: null,
      }));
      return { ...next, trouble: null, savedAt: event.savedAt };
    }
    case "kept_late": {
      const next = patchItem(landed(machine, event.itemId, event.revision), event.itemId, (item) => ({
        ...item,
        saved: Math.max(item.saved, item.sent[event.revision] ?? 0),
        refused: null,
      }));
      return { ...next, trouble: null, hurry: true };
    }
    case "failed":
      return troubled(machine, event.kind, event);
    case "refused":
      return refused(machine, event);
    case "went_offline":
      return machine.trouble?.kind === "offline" ? machine : troubled(machine, "offline", event);
    case "came_online":
      return cameOnline(machine, event.now);
    case "hurried":
      return hurried(machine);
    case "closed":
      return { ...machine, closed: true, inFlight: null };
  }
}

function cameOnline(machine: SaveMachine, now: number): SaveMachine {
  if (!machine.trouble) return machine;
  if (unsavedCount(machine) > 0)
    return { ...machine, hurry: true, trouble: { ...machine.trouble, retryAt: now } };
  return { ...machine, trouble: null, cameBack: machine.savedAt !== null };
}

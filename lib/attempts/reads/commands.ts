import { setTimeout as pause } from "node:timers/promises";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { PaceByKey } from "#lib/platform/pace.ts";
import { SlotsByKey } from "#lib/platform/slots.ts";
import { SAVE_LIMIT } from "../rules.ts";

/*
 * What one person may ask of this process at once, told before the database is touched or a save is read: a page that
 * polls in a loop would else hold every connection, and nobody could save. Two devices with two tabs each stay far below.
 */

/** Calls of one person that may hold a connection at the same time: less than half of what there are. */
const MAX_AT_WORK = 4;
/** Calls that wait for their turn in memory: pages that are all reloaded at once. */
const MAX_WAITING = 16;
/** Long polls of one person: two runs in each of four tabs, and what a reload leaves behind for a moment. */
const MAX_POLLS = 16;
/** Pages of one person: four tabs reloaded three times over at once, and two a second for as long as one likes. */
const PAGE_LIMIT = { capacity: 12, windowSeconds: 6 };
/** Saves of one person whose bodies are read at the same time: one that comes slowly does not hold up the next. */
const MAX_BODIES = 4;
/** Saves whose bodies wait to be read: a page that goes away sends all its questions, some thirty, and two tabs may go. */
const MAX_BODIES_WAITING = 60;
/**
 * Saves of one person that are read, whatever becomes of them: twice what an attempt takes down, so that a room meets
 * that limit first.
 */
const BODIES_LIMIT = { ...SAVE_LIMIT, capacity: 2 * SAVE_LIMIT.capacity };
/** A body counts once for each so many bytes begun: what it costs to read grows with it. Hardly an answer is larger. */
const BODY_BYTES = 128 * 1024;
/** Of the largest body that is taken: what says that it is larger is not read at all. */
const MOST_WEIGHT = 5;
/** Of a body that does not say how long it is: some proxies leave that out. */
const UNSAID_WEIGHT = 3;
/**
 * A surplus save hears that it is one only so much later: whoever comes again at once does so seldom, and what waits,
 * unread, costs nobody anything. So many of one person wait, and what is beyond hears it at once.
 */
const HELD_MS = 1_000;
const MAX_HELD = 200;
/** Whose calls were refused as surplus is held to be in their own way for so long. */
const SURPLUS_MS = 30_000;
const MAX_REMEMBERED = 10_000;

/** Each bundle has a class of its own for refusals, and knows only that one: `within` makes them where it is called. */
const unmade = () => new Error("surplus");

const SURPLUS_OF_CALLS = "Your other requests are still being answered. Try again in a second.";
const SURPLUS_OF_SAVES = "Your other saves are still being read. What you wrote is sent again shortly.";
const SURPLUS_OF_POLLS = "Many of your requests wait for a run already. Try again in a second.";

interface Home {
  calls: SlotsByKey;
  polls: SlotsByKey;
  pages: PaceByKey;
  /** Bodies of saves that are being read, and how many were. */
  bodies: SlotsByKey;
  saves: PaceByKey;
  held: SlotsByKey;
  /** Person → when a call of theirs was refused, in milliseconds of `performance.now()`. */
  refusedAt: BoundedMap<string, number>;
}

/** Next bundles a module once per entry point: what is counted over all of them stands outside the bundles. */
const home = globalThis as { assayReads?: Home };

function counted(): Home {
  home.assayReads ??= {
    calls: new SlotsByKey({ atWork: MAX_AT_WORK, waiting: MAX_WAITING }, unmade),
    polls: new SlotsByKey({ atWork: MAX_POLLS }, unmade),
    pages: new PaceByKey(PAGE_LIMIT),
    bodies: new SlotsByKey({ atWork: MAX_BODIES, waiting: MAX_BODIES_WAITING }, unmade),
    saves: new PaceByKey(BODIES_LIMIT),
    held: new SlotsByKey({ atWork: MAX_HELD }, unmade),
    refusedAt: new BoundedMap(MAX_REMEMBERED),
  };
  return home.assayReads;
}

async function within<Answer>(
  { slots, userId, detail }: { slots: SlotsByKey; userId: string; detail: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  let entered = false;
  try {
    return await slots.run(userId, work, () => {
      entered = true;
    });
  } catch (error) {
    if (entered) throw error;
    noteSurplus(userId);
    throw new DomainError("throttled", detail, { retryAfterSeconds: 1 });
  }
}

function noteSurplus(userId: string): void {
  counted().refusedAt.set(userId, performance.now());
}

/** Lets few calls of one person to the database at a time. @throws DomainError throttled for the surplus */
export function inCallersTurn<Answer>(userId: string, call: () => Promise<Answer>): Promise<Answer> {
  return within({ slots: counted().calls, userId, detail: SURPLUS_OF_CALLS }, call);
}

/** As `inCallersTurn`, for what takes its time without a connection. @throws DomainError throttled for the surplus */
export function asOneOfFewPolls<Answer>(userId: string, poll: () => Promise<Answer>): Promise<Answer> {
  return within({ slots: counted().polls, userId, detail: SURPLUS_OF_POLLS }, poll);
}

function weightOf(bytes: number | null): number {
  if (bytes === null) return UNSAID_WEIGHT;
  return Math.min(Math.ceil(bytes / BODY_BYTES), MOST_WEIGHT) || 1;
}

/**
 * Reads few saves of one person at a time, and no more of them than rooms send.
 * @param bytes how long the body says that it is; null where it does not.
 * @throws DomainError throttled for the surplus: then nothing of it was read.
 */
export async function readSave<Body>(
  { userId, bytes }: { userId: string; bytes: number | null },
  read: () => Promise<Body>,
): Promise<Body> {
  const { bodies, saves, held } = counted();
  const retryAfterSeconds = saves.take(userId, weightOf(bytes));
  if (retryAfterSeconds === 0) return within({ slots: bodies, userId, detail: SURPLUS_OF_SAVES }, read);
  noteSurplus(userId);
  await held.run(userId, () => pause(HELD_MS)).catch(() => undefined);
  throw new DomainError("throttled", SURPLUS_OF_SAVES, { retryAfterSeconds });
}

/** @returns seconds until this person may have the next page; 0: now. */
export function takePage(userId: string): number {
  const seconds = counted().pages.take(userId);
  if (seconds > 0) noteSurplus(userId);
  return seconds;
}

/** Whether this person asked for so much a moment ago that they stood in their own way. */
export function hadSurplus(userId: string): boolean {
  const at = counted().refusedAt.get(userId);
  return at !== undefined && performance.now() - at < SURPLUS_MS;
}

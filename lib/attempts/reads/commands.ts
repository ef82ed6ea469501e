import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { PaceByKey } from "#lib/platform/pace.ts";
import { SlotsByKey } from "#lib/platform/slots.ts";

/*
 * What one person may ask of this process at once, told before the database is touched: a page that polls in a loop
 * would else hold every connection, and nobody could save. Two devices with two tabs each stay far below.
 */

/** Calls of one person that may hold a connection at the same time: less than half of what there are. */
const MAX_AT_WORK = 4;
/** Calls that wait for their turn in memory: pages that are all reloaded at once. */
const MAX_WAITING = 16;
/** Long polls of one person: two runs in each of four tabs, and what a reload leaves behind for a moment. */
const MAX_POLLS = 16;
/** Pages of one person: four tabs reloaded three times over at once, and two a second for as long as one likes. */
const PAGE_LIMIT = { capacity: 12, windowSeconds: 6 };
/** Whose calls were refused as surplus is held to be in their own way for so long. */
const SURPLUS_MS = 30_000;
const MAX_REMEMBERED = 10_000;

/** Each bundle has a class of its own for refusals, and knows only that one: `within` makes them where it is called. */
const unmade = () => new Error("surplus");

const SURPLUS_OF_CALLS = "Your other requests are still being answered. Try again in a second.";
const SURPLUS_OF_POLLS = "Many of your requests wait for a run already. Try again in a second.";

interface Home {
  calls: SlotsByKey;
  polls: SlotsByKey;
  pages: PaceByKey;
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

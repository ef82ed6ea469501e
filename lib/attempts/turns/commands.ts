import { DomainError } from "#lib/platform/errors.ts";
import { SlotsByKey } from "#lib/platform/slots.ts";

/** Saves of one person that may hold a connection at the same time: they write the same rows and only wait for each other. */
const MAX_AT_WORK = 2;
/** Saves that wait for their turn in memory: a page that goes away sends all its questions at once, and two tabs may go. */
const MAX_WAITING = 60;

/** One save among those of its person. */
export interface Turn {
  /** No other save of this person was here while it was. */
  alone: boolean;
}

const slots = new SlotsByKey({ atWork: MAX_AT_WORK, waiting: MAX_WAITING }, () => {
  const detail = "Your other saves are still being taken down. What you wrote is sent again shortly.";
  return new DomainError("throttled", detail, { retryAfterSeconds: 1 });
});
/** Person → their saves in this process, at work or waiting. */
const here = new Map<string, Set<Turn>>();

function enter(userId: string, turn: Turn): void {
  const others = here.get(userId) ?? new Set();
  turn.alone = others.size === 0;
  for (const other of others) other.alone = false;
  here.set(userId, others.add(turn));
}

function leave(userId: string, turn: Turn): void {
  const turns = here.get(userId);
  turns?.delete(turn);
  if (turns?.size === 0) here.delete(userId);
}

/**
 * Lets few saves of one person to the database at a time, the next ones wait without a connection, and the surplus is
 * refused: a burst by one person leaves the connections to the others.
 * @throws DomainError throttled.
 */
export function inTurn<Answer>(userId: string, save: (turn: Turn) => Promise<Answer>): Promise<Answer> {
  const turn = { alone: true };
  return slots.run(
    userId,
    () => save(turn).finally(() => leave(userId, turn)),
    () => enter(userId, turn),
  );
}

import { DomainError } from "#lib/platform/errors.ts";

/** Saves of one person that may hold a connection at the same time: they write the same rows and only wait for each other. */
const MAX_AT_WORK = 2;
/** Saves that wait for their turn in memory: a page that goes away sends all its questions at once. */
const MAX_WAITING = 20;

/** One save among those of its person. */
export interface Turn {
  /** No other save of this person was here while it was. */
  alone: boolean;
}

interface Line {
  turns: Set<Turn>;
  atWork: number;
  waiting: (() => void)[];
}

/** Person → their saves in this process. */
const lines = new Map<string, Line>();

function enter(userId: string): [Line, Turn] {
  const line = lines.get(userId) ?? { turns: new Set(), atWork: 0, waiting: [] };
  if (line.waiting.length >= MAX_WAITING) {
    const detail = "Your other saves are still being taken down. What you wrote is sent again shortly.";
    throw new DomainError("throttled", detail, { retryAfterSeconds: 1 });
  }
  const turn = { alone: line.turns.size === 0 };
  for (const other of line.turns) other.alone = false;
  line.turns.add(turn);
  lines.set(userId, line);
  return [line, turn];
}

/**
 * Lets few saves of one person to the database at a time, the next ones wait without a connection, and the surplus is
 * refused: a burst by one person leaves the connections to the others.
 * @throws DomainError throttled.
 */
export async function inTurn<Answer>(userId: string, save: (turn: Turn) => Promise<Answer>): Promise<Answer> {
  const [line, turn] = enter(userId);
  if (line.atWork < MAX_AT_WORK) line.atWork += 1;
  else await new Promise<void>((resolve) => line.waiting.push(resolve));
  try {
    return await save(turn);
  } finally {
    line.turns.delete(turn);
    // Who is next takes this one's place.
    const next = line.waiting.shift();
    if (next) next();
    else line.atWork -= 1;
    if (line.turns.size === 0) lines.delete(userId);
  }
}

import { timeLeftSpoken } from "#app/_views/timer-rules.ts";
import type { clock } from "#app/_words/en/clock.ts";
import type { room } from "#app/_words/en/room.ts";
import type { Words } from "#app/_words/message.ts";
import type { TimeView } from "#lib/attempts/schema.ts";

/* How the time was moved, in words: fetched when it is. */

type Credits = TimeView["credits"];

/** A wait that goes on is credited as it grows: so much more of it is worth saying again. */
const WORTH_SAYING_SECONDS = 30;

/** What the ledger holds now and was not told yet, and what is told once that has been said. */
export function creditNews(told: Credits, now: Credits): { news: Credits; told: Credits } {
  const before = ({ kind, fromAt }: Credits[number]) =>
    told.find((known) => known.kind === kind && known.fromAt === fromAt)?.seconds;
  const news = now.flatMap((credit) => {
    const known = before(credit);
    const seconds = credit.seconds - (known ?? 0);
    if (credit.seconds === 0) return [];
    return known === undefined || seconds >= WORTH_SAYING_SECONDS ? [{ ...credit, seconds }] : [];
  });
  const isNews = ({ kind, fromAt }: Credits[number]) =>
    news.some((one) => one.kind === kind && one.fromAt === fromAt);
  return { news, told: [...told.filter((one) => !isNews(one)), ...now.filter(isNews)] };
}

/** What moved the end, and how much is left; none where nothing is to be said. */
export function movedSentence(
  next: TimeView,
  { news, isAdjusted }: { news: Credits; isAdjusted: boolean },
  words: { room: Words<typeof room>; clock: Words<typeof clock> },
): string | undefined {
  const reasons = news.map(({ kind, seconds }) => words.room(kind, { count: seconds })).join("; ");
  if (reasons === "" && !isAdjusted) return undefined;
  const what = reasons === "" ? words.room("timeChanged") : words.room("timeGiven", { reasons });
  const left = timeLeftSpoken(Date.parse(next.deadlineAt) - Date.parse(next.serverNow), words.clock);
  return `${what} ${left}.`;
}

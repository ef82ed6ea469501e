import type { AttemptView, RoomEvent } from "#lib/attempts/schema.ts";
import type { ShownEvent } from "./shown-event.ts";

/*
 * What the room recorded since the server made the page stands on this device too, so that a page that is loaded anew
 * lists it and sends it: a kept page is older, and without a network nothing was sent. Loaded once the room stands.
 */

/** Leaving and coming back a hundred times. */
const MAX_HELD = 200;

function read(key: string): ShownEvent[] {
  try {
    const held: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(held) ? held : [];
  } catch {
    // Storage is refused, or holds something else: nothing is held then.
    return [];
  }
}

function write(key: string, events: readonly ShownEvent[]): void {
  try {
    if (events.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(events.slice(0, MAX_HELD)));
  } catch {
    // It lasts as long as the page, then.
  }
}

function toSend({ id, kind, at, characters }: ShownEvent): RoomEvent {
  const event = { id, kind, at } as RoomEvent;
  return characters === undefined ? event : { ...event, data: { characters } };
}

/**
 * Called with the list as it stands, the newest first, at each change.
 * @param view with what the server knew when it made the page: that is not held any longer.
 * @param send takes what the page did not know. It may have arrived all the same, and is recorded once.
 * @param show changes the list, which may have grown meanwhile.
 */
export function keepEvents(
  view: Pick<AttemptView, "attemptId" | "events">,
  listed: readonly ShownEvent[],
  send: (event: RoomEvent) => void,
  show: (change: (listed: ShownEvent[]) => ShownEvent[]) => void,
): void {
  const key = `assay-events-${view.attemptId}`;
  const ids = new Set(listed.map(({ id }) => id));
  const news = read(key).filter(({ id }) => !ids.has(id));
  const withNews = (now: readonly ShownEvent[]) =>
    [...now, ...news.filter(({ id }) => now.every((event) => event.id !== id))].sort((a, b) =>
      a.at < b.at ? 1 : -1,
    );
  const known = new Set(view.events.map(({ id }) => id));
  write(
    key,
    withNews(listed).filter(({ id }) => !known.has(id)),
  );
  if (news.length === 0) return;
  for (const event of news) send(toSend(event));
  show(withNews);
}

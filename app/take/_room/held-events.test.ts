import { afterEach, expect, test, vi } from "vitest";
import { keepEvents } from "./held-events.ts";
import { type ShownEvent, shownEvent } from "./shown-event.ts";

afterEach(() => vi.unstubAllGlobals());

const lost = shownEvent({ id: "lost", kind: "connection_lost", at: "2026-11-23T10:00:00.000Z" });
const paste = { id: "paste", kind: "paste", at: "2026-11-23T10:05:00.000Z", characters: 40 } as const;

function device() {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  /** A page that was made with some events is loaded, and then records others. */
  function page(events: ShownEvent[], later: ShownEvent[] = []) {
    const sent: unknown[] = [];
    let listed = events;
    const keep = () =>
      keepEvents(
        { attemptId: "a", events },
        listed,
        (event) => sent.push(event),
        (change) => {
          listed = change(listed);
        },
      );
    keep();
    listed = [...later, ...listed];
    keep();
    return { listed: listed.map(({ id }) => id), sent };
  }
  return { page, stored };
}

test("what a page recorded is listed by the next one that does not know it, and sent from there", () => {
  const { page } = device();
  page([], [lost]);
  page([lost], [paste]);
  expect(page([lost]).sent).toEqual([{ id: "paste", kind: "paste", at: paste.at, data: { characters: 40 } }]);
  expect(page([]), "also by one that was kept before").toMatchObject({ listed: ["paste"] });
  expect(page([]).sent, "each once").toHaveLength(1);
});

test("what the server knew when it made the page is held no longer", () => {
  const { page, stored } = device();
  page([], [lost]);
  expect(page([paste]).listed, "the newest first").toEqual(["paste", "lost"]);
  expect(page([paste, lost])).toEqual({ listed: ["paste", "lost"], sent: [] });
  expect([...stored.keys()]).toEqual([]);
});

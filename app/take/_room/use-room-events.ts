import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { AttemptView, EventKind, RoomEvent } from "#lib/attempts/schema.ts";
import { type ShownEvent, shownEvent } from "./shown-event.ts";
import { newUuid } from "./uuid.ts";

/** A paste of a word or two is moving text about, not bringing it in. */
const PASTE_FROM_CHARACTERS = 20;

/** Changing tabs takes the focus too, a moment before the page is hidden: that is told once. */
const HIDDEN_AFTER_MS = 300;

/** What the room records about the candidate, shown to them as it is recorded, and again on a page that is loaded anew. */
export function useRoomEvents(
  view: Pick<AttemptView, "attemptId" | "events">,
  { serverNow }: { serverNow: string },
  record: (event: RoomEvent) => void,
) {
  const [events, setEvents] = useState<ShownEvent[]>(() => view.events.map(shownEvent));
  // By the server's clock, as every time in the room: the device's may be wrong.
  const ahead = useRef(0);
  useEffect(() => {
    ahead.current = Date.parse(serverNow) - Date.now();
  }, [serverNow]);

  function note(kind: EventKind, characters?: number) {
    if (kind === "paste" && (characters ?? 0) < PASTE_FROM_CHARACTERS) return;
    const event = { id: newUuid(), kind, at: new Date(Date.now() + ahead.current).toISOString() };
    record(characters === undefined ? event : { ...event, data: { characters } });
    setEvents((all) => [characters === undefined ? event : { ...event, characters }, ...all]);
  }

  const again = useEffectEvent(record);
  useEffect(() => {
    // Without it what is recorded lasts as long as the page.
    import("./dialogs.ts").then(
      ({ keepEvents }) => keepEvents(view, events, again, setEvents),
      () => undefined,
    );
  }, [view, events]);

  const seen = useEffectEvent(note);
  useEffect(() => {
    const visibility = () => seen(document.visibilityState === "hidden" ? "left_page" : "returned");
    let away = false;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const blurred = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        if (document.visibilityState === "hidden" || document.hasFocus()) return;
        away = true;
        seen("focus_lost");
      }, HIDDEN_AFTER_MS);
    };
    const focused = () => {
      clearTimeout(waiting);
      if (away) seen("focus_back");
      away = false;
    };
    const leave = new AbortController();
    document.addEventListener("visibilitychange", visibility, leave);
    window.addEventListener("blur", blurred, leave);
    window.addEventListener("focus", focused, leave);
    window.addEventListener("offline", () => seen("connection_lost"), leave);
    window.addEventListener("online", () => seen("connection_back"), leave);
    return () => {
      clearTimeout(waiting);
      leave.abort();
    };
  }, []);

  return { events, note };
}

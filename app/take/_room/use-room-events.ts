import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { EventKind, RoomEvent } from "#lib/attempts/schema.ts";
import type { ShownEvent } from "./shown-event.ts";
import { newUuid } from "./uuid.ts";

/** A paste of a word or two is moving text about, not bringing it in. */
const PASTE_FROM_CHARACTERS = 20;

/** Changing tabs takes the focus too, a moment before the page is hidden: that is told once. */
const HIDDEN_AFTER_MS = 300;

/** What the room records about the candidate, shown to them as it is recorded. */
export function useRoomEvents(
  before: ShownEvent[],
  { serverNow }: { serverNow: string },
  record: (event: RoomEvent) => void,
) {
  const [events, setEvents] = useState(before);
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
    const offline = () => seen("connection_lost");
    const online = () => seen("connection_back");
    document.addEventListener("visibilitychange", visibility);
    window.addEventListener("blur", blurred);
    window.addEventListener("focus", focused);
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    return () => {
      document.removeEventListener("visibilitychange", visibility);
      clearTimeout(waiting);
      window.removeEventListener("blur", blurred);
      window.removeEventListener("focus", focused);
      window.removeEventListener("offline", offline);
      window.removeEventListener("online", online);
    };
  }, []);

  return { events, note };
}

import { useEffect, useEffectEvent, useState } from "react";
import type { EventKind, RoomEvent } from "#lib/attempts/schema.ts";
import type { ShownEvent } from "./shown-event.ts";

/** A paste of a word or two is moving text about, not bringing it in. */
const PASTE_FROM_CHARACTERS = 20;

function newEventId(): string {
  // randomUUID exists on secure pages only; an event's id is no secret.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return value.toString(16).padStart(2, "0");
  }).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Changing tabs takes the focus too, a moment before the page is hidden: that is told once. */
const HIDDEN_AFTER_MS = 300;

/** What the room records about the candidate, shown to them as it is recorded. */
export function useRoomEvents(before: ShownEvent[], record: (event: RoomEvent) => void) {
  const [events, setEvents] = useState(before);

  function note(kind: EventKind, characters?: number) {
    if (kind === "paste" && (characters ?? 0) < PASTE_FROM_CHARACTERS) return;
    const event = { id: newEventId(), kind, at: new Date().toISOString() };
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

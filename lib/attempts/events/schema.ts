import { z } from "zod";
import { MAX_EVENTS_PER_SAVE, RoomEvent } from "../schema.ts";

/** The candidate's own words about one event. */
export const MAX_NOTE_CHARACTERS = 500;
/** Events of one attempt that are kept: leaving and coming back once a second for half an hour. */
export const MAX_EVENTS_PER_ATTEMPT = 5_000;

export const EventsBody = z.object({ events: z.array(RoomEvent).max(MAX_EVENTS_PER_SAVE) });
export type EventsBody = z.infer<typeof EventsBody>;

export const NoteBody = z.object({
  note: z.string().max(MAX_NOTE_CHARACTERS, `is longer than ${MAX_NOTE_CHARACTERS} characters`),
  /** The event itself, where it may not have reached the server yet. */
  event: RoomEvent.omit({ id: true }).optional(),
});
export type NoteBody = z.infer<typeof NoteBody>;

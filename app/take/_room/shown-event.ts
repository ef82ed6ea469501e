import type { RecordedEvent } from "#lib/attempts/schema.ts";

/** An event as the candidate sees it. */
export type ShownEvent = Pick<RecordedEvent, "id" | "kind" | "at" | "note"> & { characters?: number };

export function shownEvent({ id, kind, at, note, data }: RecordedEvent): ShownEvent {
  const characters = (data as { characters?: number } | null | undefined)?.characters;
  return characters === undefined ? { id, kind, at, note } : { id, kind, at, note, characters };
}

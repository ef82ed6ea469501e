import { at, call } from "./api.ts";

/** The candidate's own words about an event; it comes along, for it may not have been sent yet. */
export function putNote(
  attemptId: string,
  event: { id: string; kind: string; at: string; characters?: number },
  note: string,
): Promise<{ note: string | null }> {
  const { id, kind, at: moment, characters } = event;
  const data = characters === undefined ? {} : { data: { characters } };
  // What the server saw by itself it has already.
  const own = kind === "address_changed" ? {} : { event: { kind, at: moment, ...data } };
  return call(at(attemptId, `events/${id}`), { method: "PUT", body: JSON.stringify({ note, ...own }) });
}

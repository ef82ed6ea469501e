const MINUTE_MS = 60_000;

/** A sign-in this fresh is proof enough that it is the person who sits here; an older one needs the password. */
const FRESH_MINUTES = 15;

export function isFresh(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() < FRESH_MINUTES * MINUTE_MS;
}

/** What stands in place of a name. */
export const ERASED_NAME = "Erased";
/** What stands in place of words that somebody wrote. */
export const ERASED_WORDS = "Erased.";

/** An address that reaches nobody (RFC 2606) and is nobody's twice. */
export function erasedEmail(id: string): string {
  return `erased-${id}@erased.invalid`;
}

/**
 * What becomes of an attempt. One that still runs proves nothing and goes whole. One that was handed in leaves its
 * receipt; its score stays only where a decision rests on it.
 */
export function fateOf({ state, decided }: { state: string; decided: boolean }): "gone" | "bare" | "scored" {
  if (state === "in_progress") return "gone";
  return decided ? "scored" : "bare";
}

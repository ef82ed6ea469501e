import type { refusals } from "#app/_words/en/refusals.ts";
import type { Words } from "#app/_words/message.ts";
import { CallError } from "./api.ts";

/** A refusal as the room keeps it: its code, and the server's own words for what of the input does not fit. */
export interface Refusal {
  code: string;
  detail: string;
}

/** @returns `unavailable` for what is no answer of ours. */
export function refusalOf(error: unknown): Refusal {
  return error instanceof CallError
    ? { code: error.code, detail: error.message }
    : { code: "unavailable", detail: "" };
}

/** The room's words for a code; a code that is new to this page reads as “unavailable”. */
export function refusalWords({ code }: Refusal, t: Words<typeof refusals>): string {
  return t(code in t.area ? (code as keyof typeof refusals) : "unavailable");
}

import type { refusals } from "#app/_words/en/refusals.ts";
import type { Words } from "#app/_words/message.ts";
import type { AnswerContent } from "#lib/assessments/schema.ts";
import { MAX_SOURCE_BYTES, MAX_TEXT_CHARACTERS } from "#lib/assessments/sizes/rules.ts";
import { CallError } from "./api.ts";
import type { Reason } from "./save-machine.ts";

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

/** Answered with a refusal that waiting does not change: not signed out, not too slow, not too often. */
export function isPermanent({ status }: CallError): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

/** Why an answer was refused. The server measures code in bytes and text in characters. */
export function reasonOf(error: CallError, content: AnswerContent | undefined): Reason {
  if (content && "source" in content && new Blob([content.source]).size > MAX_SOURCE_BYTES)
    return { kind: "code" };
  if (content && "text" in content && content.text.length > MAX_TEXT_CHARACTERS) return { kind: "text" };
  return { kind: "other", detail: error.message };
}

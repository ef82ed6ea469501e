import { reasons } from "./en/reasons.ts";
import type { Message, Words } from "./message.ts";

type ReasonWords = Words<typeof reasons>;

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");

/** A number, singular or plural, else whatever stands there; `atLine` is asked first, for it ends what others begin. */
function formOf(text: string): RegExp {
  const places = escaped(text).replaceAll(/\{(\w+)\}/g, (_, place: string) =>
    place === "count" ? "(?<count>\\d+)" : `(?<${place}>.+?)`,
  );
  return new RegExp(`^${places}$`, "s");
}

const PATTERNS = Object.entries<Message>(reasons)
  .sort(([a], [b]) => Number(b === "atLine") - Number(a === "atLine"))
  .flatMap(([key, message]) =>
    (typeof message === "string" ? [message] : Object.values(message)).map((text) => ({
      key,
      form: formOf(text),
    })),
  );

/** Places whose text is itself a reason, or several with commas between them. */
const INNER = new Set(["said", "parts"]);

/**
 * What the judge says of a test, in the reader's language; null where it is none of the known forms, as a question's
 * own validator writes what it likes.
 */
export function reasonInLanguage(reason: string, t: ReasonWords): string | null {
  const open = ` ${reasons.leftOpen}`;
  if (reason.endsWith(open)) {
    const first = reasonInLanguage(reason.slice(0, -open.length), t);
    return first && `${first} ${t("leftOpen")}`;
  }
  for (const { key, form } of PATTERNS) {
    const match = form.exec(reason);
    if (!match) continue;
    const values = Object.entries(match.groups ?? {}).map(([place, text]) => [
      place,
      placeValue(place, text, t),
    ]);
    const say = t as (key: string, values: Record<string, string | number>) => string;
    return say(key, Object.fromEntries(values));
  }
  return null;
}

function placeValue(place: string, text: string, t: ReasonWords): string | number {
  if (place === "count") return Number(text);
  if (!INNER.has(place)) return text;
  const parts = place === "parts" ? text.split(", ") : [text];
  return parts.map((part) => reasonInLanguage(part, t) ?? part).join(", ");
}

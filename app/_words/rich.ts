import { createElement, Fragment, type ReactNode } from "react";
import type { Locale } from "./locales.ts";
import { type Area, type Places, textOf, valueText } from "./message.ts";

type TagsOf<M> = M extends `${string}</${infer Name}>${infer Rest}` ? Name | TagsOf<Rest> : never;
type RichValues<M> = Readonly<Record<Places<M>, ReactNode>> &
  Readonly<Record<TagsOf<M>, (inside: string) => ReactNode>>;

/** `{place}` or `<tag>inside</tag>`; a tag holds plain text. */
const PART = /\{(\w+)\}|<(\w+)>(.*?)<\/\2>/g;

/**
 * A message with elements in it, so that a whole sentence is one message and each language orders it as it likes:
 * `rich(t, "help", { contact: <b>…</b>, link: (inside) => <a href="…">{inside}</a> })`.
 */
export function rich<Said extends { area: Area; locale: Locale }, Key extends keyof Said["area"] & string>(
  t: Said,
  key: Key,
  values: RichValues<Said["area"][Key]>,
): ReactNode {
  const given = values as Readonly<Record<string, unknown>>;
  const text = textOf(t.area[key] ?? key, given.count, t.locale);
  const parts: ReactNode[] = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, place, tag = "", inside = ""] = match;
    parts.push(text.slice(end, match.index));
    const value = place === undefined ? dressed(given[tag], inside) : given[place];
    parts.push(typeof value === "number" ? valueText(value, t.locale) : (value as ReactNode));
    end = match.index + whole.length;
  }
  parts.push(text.slice(end));
  return createElement(Fragment, null, ...parts);
}

function dressed(dress: unknown, inside: string): ReactNode {
  return typeof dress === "function" ? (dress(inside) as ReactNode) : inside;
}

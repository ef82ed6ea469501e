import { sentences } from "./en/sentences.ts";
import type { Words } from "./message.ts";

type Sentences = typeof sentences;

const escaped = (text: string) => text.replaceAll(/[.*+?^$()|[\]\\]/g, "\\$&");

const PATTERNS = Object.entries(sentences).map(([key, text]) => ({
  key: key as keyof Sentences,
  form: new RegExp(`^${escaped(text).replaceAll(/\{(\w+)\}/g, "(?<$1>.+?)")}$`),
}));

/**
 * What a room of the product says in English, in the reader's language; unchanged where it is not among the sentences
 * that are known. The rooms know no language but one: they speak to programs too.
 */
export function sayInLanguage(sentence: string, t: Words<Sentences>): string {
  if (t.locale === "en") return sentence;
  for (const { key, form } of PATTERNS) {
    const match = form.exec(sentence);
    const say = t as (key: string, values?: Record<string, string>) => string;
    if (match) return say(key, match.groups);
  }
  return sentence;
}

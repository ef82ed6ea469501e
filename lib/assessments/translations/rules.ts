import { type Translation, Translations } from "./schema.ts";

/** More languages than any team writes in; a page reads all of them to show one. */
export const MAX_TRANSLATIONS = 12;

const ENGLISH = "en";
const baseOf = (tag: string) => tag.split("-")[0]?.toLowerCase();

/** The tag among these that speaks a language: itself, else a region of it (`de-AT` for `de`). */
export function tagFor(tags: readonly string[], wanted: string): string | undefined {
  return tags.find((tag) => tag === wanted) ?? tags.find((tag) => baseOf(tag) === baseOf(wanted));
}

/** What a version's columns say: its first language, and the others. */
export interface Written {
  title: string;
  statement: string;
  language: string;
  translations: unknown;
}

export interface Texts extends Translation {
  /** BCP 47, of all of it. */
  language: string;
}

/** A version in every language that it has, its first one first. */
export function textsOf({ title, statement, language, translations }: Written): Texts[] {
  const others = Object.entries(Translations.safeParse(translations).data ?? {});
  return [{ title, statement, language }, ...others.map(([tag, text]) => ({ ...text, language: tag }))];
}

/** What a reader of a language is given: theirs, else English, else what there is. */
export function textsFor(version: Written, wanted: string): Texts {
  const all = textsOf(version);
  const tags = all.map(({ language }) => language);
  const tag = tagFor(tags, wanted) ?? tagFor(tags, ENGLISH) ?? version.language;
  return all.find(({ language }) => language === tag) ?? { ...version };
}

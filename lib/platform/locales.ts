/** The languages that candidates read, on pages and in mails. Staff pages are in English. */
export const LOCALES = ["en", "de"] as const;
export type Locale = (typeof LOCALES)[number];

/** What dates, numbers and lists are formatted by. */
export const INTL_TAGS: Record<Locale, string> = { en: "en-GB", de: "de-DE" };

export function localeOf(value: unknown): Locale | undefined {
  return LOCALES.find((known) => known === value);
}

/** The language to write in to somebody of whom a tag such as de-AT is known: ours when we have it, else English. */
export function localeOfTag(tag: string): Locale {
  return localeOf(tag.split("-")[0]?.toLowerCase()) ?? "en";
}

import { type Locale, localeOf } from "#lib/platform/locales.ts";

export { INTL_TAGS, LOCALES, type Locale, localeOf } from "#lib/platform/locales.ts";

/** What assessments are written in: it stands on what authors wrote wherever the page around may be in another language. */
export const CONTENT_LANGUAGE = "en";

/** Each language in its own words: whoever looks for theirs may not read ours. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", de: "Deutsch" };

export const LOCALE_COOKIE = "locale";

/** More languages than anybody speaks; what comes after them is not read. */
const MAX_RANGES = 20;

/** `Accept-Language` as a list, what is wanted most first: “de-AT, en;q=0.5” is de, en. */
function wantedLanguages(header: string): string[] {
  const ranges = header
    .split(",", MAX_RANGES)
    .map((range) => {
      const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2) ?? "1";
      return { language: tag.split("-")[0] ?? "", quality: Number(quality) || 0 };
    })
    .filter(({ quality }) => quality > 0);
  return ranges.sort((a, b) => b.quality - a.quality).map(({ language }) => language);
}

/** The language to answer in: the one that was chosen, else the browser's first that we have, else English. */
export function chooseLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  const chosen = localeOf(cookie);
  if (chosen) return chosen;
  return (
    wantedLanguages(acceptLanguage ?? "")
      .map(localeOf)
      .find(Boolean) ?? "en"
  );
}

import { chooseLanguage } from "#app/_words/actions.ts";
import { LOCALE_NAMES, LOCALES } from "#app/_words/locales.ts";
import { getWords } from "#app/_words/server.tsx";

/** One button a language, each in its own words; works before JavaScript has loaded. */
export async function LanguageSwitch() {
  const t = await getWords("kit");
  return (
    <form action={chooseLanguage} className="print:hidden">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("language")}</legend>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === t.locale}
            className="min-h-8 rounded-control px-2 text-14 text-muted hover:bg-hover aria-pressed:bg-active aria-pressed:text-text forced-colors:border forced-colors:border-[Canvas] forced-colors:aria-pressed:border-[Highlight] pointer-coarse:min-h-11"
          >
            {LOCALE_NAMES[locale]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}

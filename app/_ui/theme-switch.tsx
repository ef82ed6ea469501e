import type { Locale } from "#app/_words/locales.ts";
import { getWords, wordsIn } from "#app/_words/server.tsx";
import { chooseTheme } from "./actions.ts";
import { Icon } from "./icon.tsx";
import { monitor, moon, sun } from "./icons.ts";
import { readTheme } from "./theme.ts";
import { type Theme, themes } from "./theme-names.ts";

const faces = {
  system: { icon: monitor, name: "themeSystem" },
  light: { icon: sun, name: "themeLight" },
  dark: { icon: moon, name: "themeDark" },
} as const satisfies Record<Theme, object>;

/**
 * Three buttons of one form: works before JavaScript has loaded, and the server renders the choice.
 * `locale`: of a page that is in one language whoever reads it.
 */
export async function ThemeSwitch({ locale }: { locale?: Locale }) {
  const current = await readTheme();
  const t = locale ? wordsIn(locale, "kit") : await getWords("kit");
  return (
    <form action={chooseTheme} className="print:hidden">
      <fieldset className="flex gap-1">
        <legend className="sr-only">{t("theme")}</legend>
        {themes.map((theme) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current}
            className="grid size-8 place-items-center rounded-control text-icon hover:bg-hover aria-pressed:bg-active aria-pressed:text-text forced-colors:border forced-colors:border-[Canvas] forced-colors:aria-pressed:border-[Highlight] pointer-coarse:size-11"
          >
            <Icon icon={faces[theme].icon} />
            <span className="sr-only">{t(faces[theme].name)}</span>
          </button>
        ))}
      </fieldset>
    </form>
  );
}

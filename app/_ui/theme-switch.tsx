import { chooseTheme } from "./actions.ts";
import { Icon } from "./icon.tsx";
import { monitor, moon, sun } from "./icons.ts";
import { readTheme, type Theme, themes } from "./theme.ts";

const faces: Record<Theme, { icon: typeof sun; name: string }> = {
  system: { icon: monitor, name: "Theme of this device" },
  light: { icon: sun, name: "Light theme" },
  dark: { icon: moon, name: "Dark theme" },
};

/** Three buttons of one form: works before JavaScript has loaded, and the server renders the choice. */
export async function ThemeSwitch() {
  const current = await readTheme();
  return (
    <form action={chooseTheme} className="print:hidden">
      <fieldset className="flex gap-1">
        <legend className="sr-only">Theme</legend>
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
            <span className="sr-only">{faces[theme].name}</span>
          </button>
        ))}
      </fieldset>
    </form>
  );
}

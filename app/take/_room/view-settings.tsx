"use client";

import { useId, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { keepChoice } from "#app/_ui/keep-choice.ts";
import { THEME_COOKIE, type Theme, themes } from "#app/_ui/theme-names.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { CODE_SIZES } from "./code-sizes.ts";
import { KeyList } from "./key-list.tsx";

export interface ViewSettingsProps {
  codeSize: number;
  onCodeSize: (pixels: number) => void;
  /** Percent of the width for the question. */
  onWidth: (percent: number) => void;
}

const WIDTHS = [30, 40, 50] as const;
const THEME_WORDS = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;

/** How the room looks. */
export function ViewSettings({ codeSize, onCodeSize, onWidth }: ViewSettingsProps) {
  const t = useWords("room");
  const kit = useWords("kit");
  const id = useId();
  const [theme, setTheme] = useState<Theme>(
    () => themes.find((one) => one === document.documentElement.dataset.theme) ?? "system",
  );
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <label htmlFor={id} className="font-medium">
          {t("codeSize")}
        </label>
        <select
          id={id}
          value={codeSize}
          onChange={(event) => {
            keepChoice("code-size", event.currentTarget.value);
            onCodeSize(Number(event.currentTarget.value));
          }}
          className="control w-auto! justify-self-start"
        >
          {CODE_SIZES.map((pixels) => (
            <option key={pixels} value={pixels}>
              {t("pixels", { count: pixels })}
            </option>
          ))}
        </select>
      </div>
      <fieldset className="grid gap-1">
        <legend className="float-left mb-1 font-medium">{kit("theme")}</legend>
        {themes.map((one) => (
          <label key={one} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="theme"
              className="tick"
              checked={theme === one}
              onChange={() => {
                setTheme(one);
                showTheme(one);
              }}
            />
            {kit(THEME_WORDS[one])}
          </label>
        ))}
      </fieldset>
      <fieldset className="max-md:hidden">
        <legend className="float-left mb-1 font-medium">{t("widthOfQuestion")}</legend>
        <div className="clear-both flex gap-2">
          {WIDTHS.map((percent) => (
            <Button key={percent} onClick={() => onWidth(percent)}>
              {t("percent", { percent })}
            </Button>
          ))}
        </div>
      </fieldset>
      <div className="md:hidden">
        <h3 className="mb-1 font-medium">{t("shortcuts")}</h3>
        <KeyList />
      </div>
    </div>
  );
}

/** The same cookie and attribute as the switch of the other pages. */
function showTheme(theme: Theme): void {
  keepChoice(THEME_COOKIE, theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

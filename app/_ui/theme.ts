import { cookies } from "next/headers";
import { THEME_COOKIE, type Theme, themes } from "./theme-names.ts";

/** The desk's colour in each theme, for the browser's own frame. Same values as `--page`. */
export const PAGE_COLOR = { light: "#f9fafb", dark: "#0b0d10" } as const;

/** The theme the reader chose; `system` when none was chosen or the cookie is not one of ours. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return themes.find((theme) => theme === chosen) ?? "system";
}

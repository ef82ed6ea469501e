import { cookies } from "next/headers";

export const THEME_COOKIE = "theme";
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The desk's colour in each theme, for the browser's own frame. Same values as `--page`. */
export const PAGE_COLOR = { light: "#f9fafb", dark: "#0b0d10" } as const;

/** The theme the reader chose; `system` when none was chosen or the cookie is not one of ours. */
export async function readTheme(): Promise<Theme> {
  const chosen = (await cookies()).get(THEME_COOKIE)?.value;
  return themes.find((theme) => theme === chosen) ?? "system";
}

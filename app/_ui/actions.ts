"use server";

import { cookies } from "next/headers";
import { THEME_COOKIE, themes } from "./theme.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps the reader's choice of theme in a cookie; "system" forgets it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = themes.find((known) => known === form.get("theme"));
  const jar = await cookies();
  if (theme === undefined || theme === "system") jar.delete(THEME_COOKIE);
  else jar.set(THEME_COOKIE, theme, { maxAge: ONE_YEAR_SECONDS, sameSite: "lax", path: "/", httpOnly: true });
}

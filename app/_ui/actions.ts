"use server";

import { cookies } from "next/headers";
import { THEME_COOKIE, themes } from "./theme-names.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps the reader's choice of theme in a cookie; "system" forgets it. */
export async function chooseTheme(form: FormData): Promise<void> {
  const theme = themes.find((known) => known === form.get("theme"));
  const jar = await cookies();
  if (theme === undefined || theme === "system") jar.delete(THEME_COOKIE);
  // No secret: in the exam room the browser itself sets it, for a form would load the page anew.
  else jar.set(THEME_COOKIE, theme, { maxAge: ONE_YEAR_SECONDS, sameSite: "lax", path: "/" });
}

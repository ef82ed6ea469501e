"use server";

import { cookies } from "next/headers";
import { LOCALE_COOKIE, localeOf } from "./locales.ts";

const ONE_YEAR_SECONDS = 365 * 24 * 3600;

/** Keeps the reader's choice of language in a cookie. */
export async function chooseLanguage(form: FormData): Promise<void> {
  const locale = localeOf(form.get("locale"));
  if (!locale) return;
  (await cookies()).set(LOCALE_COOKIE, locale, {
    maxAge: ONE_YEAR_SECONDS,
    sameSite: "lax",
    path: "/",
    httpOnly: true,
  });
}

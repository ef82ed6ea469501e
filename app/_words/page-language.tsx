"use client";

import { useEffect } from "react";
import type { Locale } from "./locales.ts";

/** Keeps `<html lang>` right where one goes from a page in one language to a page in another without a new document. */
export function PageLanguage({ locale }: { locale: Locale }) {
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return null;
}

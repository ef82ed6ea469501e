"use client";

import { createContext, type ReactNode, use } from "react";
import type { AreaName, Catalogue } from "./catalogue.ts";
import type { Locale } from "./locales.ts";
import { type Words, wordsOf } from "./message.ts";

interface Given {
  locale: Locale;
  areas: Partial<Catalogue>;
}

const WordsContext = createContext<Given>({ locale: "en", areas: {} });

/** Hands one language's messages to the client components below; areas given further out stay. */
export function WordsProvider({ locale, areas, children }: Given & { children: ReactNode }) {
  const outer = use(WordsContext);
  const kept = outer.locale === locale ? outer.areas : {};
  return <WordsContext value={{ locale, areas: { ...kept, ...areas } }}>{children}</WordsContext>;
}

/** The words of an area, in a client component. The page around must have given them with `<GiveWords areas={…}>`. */
export function useWords<Name extends AreaName>(name: Name): Words<Catalogue[Name]> {
  const { locale, areas } = use(WordsContext);
  const area = areas[name];
  if (!area) throw new Error(`The words of “${name}” were not given to this page`);
  return wordsOf<Catalogue[Name]>(area, locale);
}

/** The reader's language, for times and numbers. */
export function useLocale(): Locale {
  return use(WordsContext).locale;
}

import { cookies, headers } from "next/headers";
import { cache, type ReactNode } from "react";
import { type AreaName, type Catalogue, catalogues } from "./catalogue.ts";
import { chooseLocale, LOCALE_COOKIE, type Locale } from "./locales.ts";
import { type Words, wordsOf } from "./message.ts";
import { WordsProvider } from "./words-provider.tsx";

/** The reader's language: the one they chose, else their browser's. */
export const readLocale = cache(async (): Promise<Locale> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
});

/** The words of an area in a certain language. */
export function wordsIn<Name extends AreaName>(locale: Locale, name: Name): Words<Catalogue[Name]> {
  return wordsOf<Catalogue[Name]>(catalogues[locale][name], locale);
}

/** The words of an area in the reader's language, in a server component or an action. */
export async function getWords<Name extends AreaName>(name: Name): Promise<Words<Catalogue[Name]>> {
  return wordsIn(await readLocale(), name);
}

type GiveWordsProps = {
  /** What the client components below say. Only this is sent, in one language. */
  areas: readonly AreaName[];
  /** Where the page is in one language whoever reads it. */
  locale?: Locale;
  children: ReactNode;
};

/** Sends the messages of some areas to the browser, for `useWords`. */
export async function GiveWords({ areas, locale, children }: GiveWordsProps) {
  const chosen = locale ?? (await readLocale());
  const given = Object.fromEntries(areas.map((name) => [name, catalogues[chosen][name]]));
  return (
    <WordsProvider locale={chosen} areas={given}>
      {children}
    </WordsProvider>
  );
}

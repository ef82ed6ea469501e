import { broken as brokenDe } from "./de/broken.ts";
import { kit as kitDe } from "./de/kit.ts";
import { broken } from "./en/broken.ts";
import { kit } from "./en/kit.ts";
import type { Locale } from "./locales.ts";
import type { Translation } from "./message.ts";

/*
 * Everything that a candidate reads. An area is a file in `en/` (which says what messages there are) and one of the
 * same name in each other language: a missing message, or one too many, does not compile.
 */

const en = { broken, kit };

/** An area of any language has English's keys; a value is checked against English's places. */
export type Catalogue = typeof en;
export type AreaName = keyof Catalogue;

type Translated = { readonly [Name in AreaName]: Translation<Catalogue[Name]> };

const de = { broken: brokenDe, kit: kitDe } satisfies Translated;

export const catalogues = { en, de } as unknown as Record<Locale, Catalogue>;

import { INTL_TAGS, type Locale } from "./locales.ts";

/** One text for each plural form that the language has; the number is `{count}`. */
export type Plural = { readonly other: string } & { readonly [Form in Intl.LDMLPluralRule]?: string };

/** Text with `{places}` for values and, for `rich`, `<tags>around what is dressed</tags>`. */
export type Message = string | Plural;

/** The messages of one part of the portal. */
export type Area = Readonly<Record<string, Message>>;

/** Another language of an area: the same keys, none missing and none too many. */
export type Translation<A extends Area> = {
  readonly [Key in keyof A]: A[Key] extends string ? string : Plural;
};

type TextOf<M> = M extends string ? M : M extends Plural ? M[keyof M] : never;
type PlacesOf<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | PlacesOf<Rest> : never;
type CountOf<M> = M extends string ? never : "count";

/** The names of a message's places. */
export type Places<M> = PlacesOf<TextOf<M>> | CountOf<M>;

/** What a message is said with: nothing when it has no places. A number is written as the reader writes numbers. */
export type ValuesOf<M> = [Places<M>] extends [never]
  ? []
  : [values: Readonly<Record<Places<M>, string | number>>];

/** Says the messages of one area in one language: `t("saved", { time })`. */
export interface Words<A extends Area> {
  <Key extends keyof A & string>(key: Key, ...values: ValuesOf<A[Key]>): string;
  readonly locale: Locale;
  readonly area: A;
}

const rules = new Map<Locale, Intl.PluralRules>();
const numbers = new Map<Locale, Intl.NumberFormat>();

function kept<Made>(made: Map<Locale, Made>, locale: Locale, make: (tag: string) => Made): Made {
  const known = made.get(locale) ?? make(INTL_TAGS[locale]);
  made.set(locale, known);
  return known;
}

/** The text of a message, its places still open. */
export function textOf(message: Message, count: unknown, locale: Locale): string {
  if (typeof message === "string") return message;
  const form = kept(rules, locale, (tag) => new Intl.PluralRules(tag)).select(Number(count));
  return message[form] ?? message.other;
}

/** A value as it stands in a text. */
export function valueText(value: unknown, locale: Locale): string {
  if (typeof value !== "number") return String(value);
  return kept(numbers, locale, (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** A speaker for an area. The same area and language give the same one, so it may stand among an effect's dependencies. */
export function wordsOf<A extends Area>(area: A, locale: Locale): Words<A> {
  const known = speakers.get(area);
  if (known?.locale === locale) return known as unknown as Words<A>;
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}) =>
    textOf(area[key] ?? key, values.count, locale).replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      valueText(values[name], locale),
    );
  const speaker = Object.assign(say, { locale, area });
  speakers.set(area, speaker as unknown as Words<Area>);
  return speaker as unknown as Words<A>;
}

const speakers = new WeakMap<Area, Words<Area>>();

/** “1, 2 and 3”, as the reader's language lists things. */
export function listOf(parts: readonly string[], locale: Locale): string {
  return new Intl.ListFormat(INTL_TAGS[locale]).format(parts);
}

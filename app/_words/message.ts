/*
 * How messages are written and said is the same for pages and for mails, so it stands in the platform.
 */
export {
  type Area,
  listOf,
  type Message,
  type Places,
  type Translation,
  textOf,
  valueText,
  type Words,
  wordsOf,
} from "#lib/platform/words.ts";

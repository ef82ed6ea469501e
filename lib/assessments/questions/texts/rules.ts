import { withPictures } from "../../packages/pictures.ts";
import { tagFor } from "../../translations/rules.ts";
import type { ImportablePackage, QuestionInput } from "../rules.ts";

/** The portal sets the title itself; a heading that repeats it would stand twice. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*#\s+.*\n+/, "");
}

function headingOf(markdown: string): string | undefined {
  return /^\s*#\s+(.*\S)/.exec(markdown)?.[1];
}

const TALK_WORDS = {
  en: {
    heading: "Sample talk",
    marks: "In the talks below, “>” is what your program writes and “<” what it reads.",
  },
  de: {
    heading: "Beispielgespräch",
    marks: "In den Gesprächen unten ist „>“, was Ihr Programm schreibt, und „<“, was es liest.",
  },
};

/** The samples of an interactive problem are talks: its test files are for the validator's eyes. */
function withTalks(
  markdown: string,
  { validator, interactions }: ImportablePackage,
  language: string,
): string {
  if (!validator?.interactive || interactions.length === 0) return markdown;
  const { heading, marks } = TALK_WORDS[tagFor(["de"], language) ? "de" : "en"];
  const talks = interactions.map(({ text }, index) => {
    // A fence longer than any in the text cannot be closed by it.
    const fence = "`".repeat(3 + Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length)));
    return `### ${heading} ${index + 1}\n\n${fence}\n${text.trimEnd()}\n${fence}\n`;
  });
  return `${markdown.trimEnd()}\n\n${marks}\n\n${talks.join("\n")}`;
}

/**
 * The statements in each language: English first, else the first one that is there; an empty one is none.
 * @returns null when there is none at all.
 */
export function textsOfPackage(
  source: ImportablePackage,
): Pick<QuestionInput, "title" | "statement" | "language" | "translations"> | null {
  const all = Object.entries(source.statements)
    .filter(([, markdown]) => markdown.trim() !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const tags = all.map(([tag]) => tag);
  const language = tagFor(tags, "en") ?? tags[0];
  const made = all.map(([tag, markdown]) => {
    const statement = withPictures(withTalks(withoutTitle(markdown), source, tag), source.pictures);
    return [tag, { title: source.titles?.[tag] ?? headingOf(markdown) ?? source.title, statement }] as const;
  });
  const first = made.find(([tag]) => tag === language);
  if (!language || !first) return null;
  const translated = made.filter(([tag]) => tag !== language);
  const translations = translated.length > 0 ? { translations: Object.fromEntries(translated) } : {};
  return { ...first[1], title: source.titles?.[language] ?? source.title, language, ...translations };
}

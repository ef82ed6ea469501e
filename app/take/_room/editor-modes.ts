import { type Language, StreamLanguage, type StreamParser } from "@codemirror/language";

/*
 * How each language is read for its colours, its indentation and its comments. Fetched one by one, when a candidate first
 * writes in it; a language without an entry is edited as plain text.
 */
const PARSERS: Record<string, () => Promise<StreamParser<unknown>>> = {
  python: async () => (await import("@codemirror/legacy-modes/mode/python")).python,
  javascript: async () => (await import("@codemirror/legacy-modes/mode/javascript")).javascript,
  typescript: async () => (await import("@codemirror/legacy-modes/mode/javascript")).typescript,
  java: async () => (await import("@codemirror/legacy-modes/mode/clike")).java,
  cpp: async () => (await import("@codemirror/legacy-modes/mode/clike")).cpp,
  c: async () => (await import("@codemirror/legacy-modes/mode/clike")).c,
  go: async () => (await import("@codemirror/legacy-modes/mode/go")).go,
  rust: async () => (await import("@codemirror/legacy-modes/mode/rust")).rust,
  ruby: async () => (await import("@codemirror/legacy-modes/mode/ruby")).ruby,
  bash: async () => (await import("@codemirror/legacy-modes/mode/shell")).shell,
  sql: async () => (await import("@codemirror/legacy-modes/mode/sql")).sqlite,
  php: readPhp,
};

export async function parserOf(language: string): Promise<Language | null> {
  const parser = await PARSERS[language]?.();
  return parser ? StreamLanguage.define(parser) : null;
}

const INDENT: Record<string, string> = {
  javascript: "  ",
  typescript: "  ",
  ruby: "  ",
  bash: "  ",
  go: "\t",
};

/** One step of indentation as people who write the language expect it. */
export function indentOf(language: string): string {
  return INDENT[language] ?? "    ";
}

const PHP_WORDS =
  "abstract as break case catch class clone const continue declare default do echo else elseif enum extends final finally fn for foreach function global goto if implements include include_once instanceof insteadof interface match namespace new print private protected public readonly require require_once return static switch throw trait try unset use var while yield array list isset empty exit int float string bool void mixed self parent";

/** PHP inside HTML is ninety kilobytes of script; a program needs only the language itself. */
async function readPhp(): Promise<StreamParser<unknown>> {
  const { clike } = await import("@codemirror/legacy-modes/mode/clike");
  const words = (list: string) => Object.fromEntries(list.split(" ").map((word) => [word, true]));
  return clike({
    name: "php",
    keywords: words(PHP_WORDS),
    blockKeywords: words("catch do else elseif for foreach if switch try while finally function class"),
    atoms: words("true false null TRUE FALSE NULL"),
    multiLineStrings: true,
    hooks: { $: readPhpVariable, "#": readPhpComment },
  });
}

interface Stream {
  eatWhile: (match: RegExp) => boolean;
  skipToEnd: () => void;
  match: (text: string) => unknown;
}

function readPhpVariable(stream: Stream): string {
  stream.eatWhile(/[\w$]/);
  return "variableName.special";
}

function readPhpComment(stream: Stream): string | false {
  // `#[` begins an attribute.
  if (stream.match("[")) return false;
  stream.skipToEnd();
  return "comment";
}

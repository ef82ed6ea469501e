import { typeOf, type ValueType } from "./types.ts";

/** How one language writes the parts of a signature. */
export interface Spelling {
  /** `lateFees` as this language names functions and parameters. */
  name: (camel: string) => string;
  type: (type: ValueType) => string;
}

const same = (name: string) => name;
const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Scalar = Exclude<ValueType["kind"], "list" | "map" | "nullable">;

function speller(
  scalars: Record<Scalar, string>,
  parts: Record<"list" | "map" | "nullable", (of: string) => string>,
): (type: ValueType) => string {
  const spell = (type: ValueType): string =>
    "of" in type ? parts[type.kind](spell(type.of)) : scalars[type.kind];
  return spell;
}

const python = speller(
  { int: "int", long: "int", float: "float", bool: "bool", string: "str" },
  { list: (of) => `list[${of}]`, map: (of) => `dict[str, ${of}]`, nullable: (of) => `${of} | None` },
);
const typescript = speller(
  { int: "number", long: "bigint", float: "number", bool: "boolean", string: "string" },
  {
    list: (of) => (of.includes("|") ? `(${of})[]` : `${of}[]`),
    map: (of) => `Record<string, ${of}>`,
    nullable: (of) => `${of} | null`,
  },
);
const javaBoxed = speller(
  { int: "Integer", long: "Long", float: "Double", bool: "Boolean", string: "String" },
  { list: (of) => `List<${of}>`, map: (of) => `Map<String, ${of}>`, nullable: (of) => of },
);
const JAVA_PLAIN: Record<string, string> = { int: "int", long: "long", float: "double", bool: "boolean" };
const cpp = speller(
  { int: "int", long: "long long", float: "double", bool: "bool", string: "std::string" },
  {
    list: (of) => `std::vector<${of}>`,
    map: (of) => `std::map<std::string, ${of}>`,
    nullable: (of) => `std::optional<${of}>`,
  },
);
const go = speller(
  { int: "int", long: "int64", float: "float64", bool: "bool", string: "string" },
  { list: (of) => `[]${of}`, map: (of) => `map[string]${of}`, nullable: (of) => `*${of}` },
);
const rust = speller(
  { int: "i32", long: "i64", float: "f64", bool: "bool", string: "String" },
  { list: (of) => `Vec<${of}>`, map: (of) => `HashMap<String, ${of}>`, nullable: (of) => `Option<${of}>` },
);
const php = speller(
  { int: "int", long: "int", float: "float", bool: "bool", string: "string" },
  { list: () => "array", map: () => "array", nullable: (of) => `?${of}` },
);
const ruby = speller(
  { int: "Integer", long: "Integer", float: "Float", bool: "true, false", string: "String" },
  { list: (of) => `Array<${of}>`, map: (of) => `Hash{String => ${of}}`, nullable: (of) => `${of}, nil` },
);

const SPELLINGS: Record<string, Spelling> = {
  python: { name: snake, type: python },
  javascript: { name: same, type: typescript },
  typescript: { name: same, type: typescript },
  java: { name: same, type: (type) => JAVA_PLAIN[type.kind] ?? javaBoxed(type) },
  cpp: { name: same, type: cpp },
  go: { name: same, type: go },
  rust: { name: snake, type: rust },
  ruby: { name: snake, type: ruby },
  php: { name: same, type: php },
};

/** The languages that a function question can be offered in. */
export const FUNCTION_LANGUAGES: readonly string[] = Object.keys(SPELLINGS);

/** @throws Error for a language that has no harness. */
export function spellingOf(language: string): Spelling {
  const spelling = Object.hasOwn(SPELLINGS, language) ? SPELLINGS[language] : undefined;
  if (!spelling) throw new Error(`no function can be asked for in ${language}`);
  return spelling;
}

/** The type of a signature's text as the language writes it. */
export function spellType(language: string, text: string): string {
  return spellingOf(language).type(typeOf(text));
}

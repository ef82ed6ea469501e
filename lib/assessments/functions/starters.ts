import { type Spelling, spellingOf } from "./languages.ts";
import type { Signature } from "./schema.ts";
import { typeOf, type ValueType } from "./types.ts";

/** What a starter ends with: it scores nothing, and says why when it is run. */
const UNWRITTEN = "Not written yet";

interface Parts {
  name: string;
  result: string;
  resultNote: string;
  parameters: { name: string; type: string; note: string; of: ValueType }[];
}

function partsOf({ name, parameters, result }: Signature, spelling: Spelling): Parts {
  return {
    name: spelling.name(name),
    result: spelling.type(typeOf(result.type)),
    resultNote: result.description,
    parameters: parameters.map((parameter) => ({
      name: spelling.name(parameter.name),
      type: spelling.type(typeOf(parameter.type)),
      note: parameter.description,
      of: typeOf(parameter.type),
    })),
  };
}

const lines = (...all: (string | string[])[]) => `${all.flat().join("\n")}\n`;

/** `@param` and `@returns` lines, as JavaScript, Java, C++ and PHP read them. */
function tags(parts: Parts, parameter: (part: Parts["parameters"][number]) => string, returns: string) {
  return [
    "/**",
    ...parts.parameters.map((part) => ` * @param ${parameter(part)}${part.note ? ` ${part.note}` : ""}`),
    ` * @return${returns}${parts.resultNote ? ` ${parts.resultNote}` : ""}`,
    " */",
  ];
}

/** Plain lines for languages whose comments have no tags of their own. */
function notes(parts: Parts, mark: string): string[] {
  const listed = parts.parameters
    .filter(({ note }) => note)
    .map(({ name, note }) => `${mark} ${name}: ${note}`);
  return [...listed, ...(parts.resultNote ? [`${mark} Returns ${parts.resultNote}`] : [])];
}

const typed = (parts: Parts, form: (name: string, type: string) => string) =>
  parts.parameters.map(({ name, type }) => form(name, type)).join(", ");
const names = (parts: Parts) => parts.parameters.map(({ name }) => name).join(", ");
const isBig = ({ kind }: ValueType) =>
  kind !== "int" && kind !== "long" && kind !== "float" && kind !== "bool";

function pythonStarter(parts: Parts): string {
  const said = notes(parts, "").map((line) => `    ${line.trim()}`);
  return lines(
    `def ${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}) -> ${parts.result}:`,
    said.length > 0 ? ['    """', ...said, '    """'] : [],
    `    raise NotImplementedError("${UNWRITTEN}")`,
  );
}

function javaStarter(parts: Parts): string {
  const doc = tags(parts, ({ name }) => name, "").map((line) => `    ${line}`);
  return lines(
    "import java.util.*;",
    "",
    "class Solution {",
    doc,
    `    static ${parts.result} ${parts.name}(${typed(parts, (name, type) => `${type} ${name}`)}) {`,
    `        throw new UnsupportedOperationException("${UNWRITTEN}");`,
    "    }",
    "}",
  );
}

function cppStarter(parts: Parts): string {
  const parameters = parts.parameters
    .map(({ name, type, of }) => (isBig(of) ? `const ${type}& ${name}` : `${type} ${name}`))
    .join(", ");
  return lines(
    ["map", "optional", "stdexcept", "string", "vector"].map((header) => `#include <${header}>`),
    "",
    tags(parts, ({ name }) => name, ""),
    `${parts.result} ${parts.name}(${parameters}) {`,
    `    throw std::logic_error("${UNWRITTEN}");`,
    "}",
  );
}

function rustStarter(parts: Parts): string {
  const text = `${parts.result}${parts.parameters.map(({ type }) => type).join()}`;
  return lines(
    text.includes("HashMap") ? ["use std::collections::HashMap;", ""] : [],
    notes(parts, "///"),
    `fn ${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}) -> ${parts.result} {`,
    `    todo!("${UNWRITTEN}")`,
    "}",
  );
}

function phpStarter(parts: Parts): string {
  const doc = tags(parts, ({ name, type }) => `${type} $${name}`, ` ${parts.result}`);
  return lines(
    "<?php",
    "",
    doc,
    `function ${parts.name}(${typed(parts, (name, type) => `${type} $${name}`)}): ${parts.result}`,
    "{",
    `    throw new LogicException("${UNWRITTEN}");`,
    "}",
  );
}

const STARTERS: Record<string, (parts: Parts) => string> = {
  python: pythonStarter,
  javascript: (parts) =>
    lines(
      tags(parts, ({ name, type }) => `{${type}} ${name}`, `s {${parts.result}}`),
      `function ${parts.name}(${names(parts)}) {`,
      `  throw new Error("${UNWRITTEN}");`,
      "}",
    ),
  typescript: (parts) =>
    lines(
      tags(parts, ({ name }) => name, "s"),
      `function ${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}): ${parts.result} {`,
      `  throw new Error("${UNWRITTEN}");`,
      "}",
    ),
  java: javaStarter,
  cpp: cppStarter,
  go: (parts) =>
    lines(
      "package main",
      "",
      notes(parts, "//"),
      `func ${parts.name}(${typed(parts, (name, type) => `${name} ${type}`)}) ${parts.result} {`,
      `\tpanic("${UNWRITTEN}")`,
      "}",
    ),
  rust: rustStarter,
  ruby: (parts) =>
    lines(
      parts.parameters.map(({ name, type, note }) => `# @param ${name} [${type}]${note ? ` ${note}` : ""}`),
      `# @return [${parts.result}]${parts.resultNote ? ` ${parts.resultNote}` : ""}`,
      `def ${parts.name}(${names(parts)})`,
      `  raise "${UNWRITTEN}"`,
      "end",
    ),
  php: phpStarter,
};

/** What the editor begins with: the function as asked, not written yet. @throws Error for a language without harness. */
export function functionStarter(signature: Signature, language: string): string {
  const starter = Object.hasOwn(STARTERS, language) ? STARTERS[language] : undefined;
  if (!starter) throw new Error(`no function can be asked for in ${language}`);
  return starter(partsOf(signature, spellingOf(language)));
}

/** The function's head in one line, for the question's pane: `late_fees(loans: list[int]) -> int`. */
export function signatureLine(signature: Signature, language: string): string {
  const parts = partsOf(signature, spellingOf(language));
  switch (language) {
    case "python":
      return `def ${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}) -> ${parts.result}`;
    case "java":
      return `static ${parts.result} ${parts.name}(${typed(parts, (name, type) => `${type} ${name}`)})`;
    case "cpp":
      return `${parts.result} ${parts.name}(${typed(parts, (name, type) => `${type} ${name}`)})`;
    case "go":
      return `func ${parts.name}(${typed(parts, (name, type) => `${name} ${type}`)}) ${parts.result}`;
    case "rust":
      return `fn ${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}) -> ${parts.result}`;
    case "php":
      return `function ${parts.name}(${typed(parts, (name, type) => `${type} $${name}`)}): ${parts.result}`;
    default:
      return `${parts.name}(${typed(parts, (name, type) => `${name}: ${type}`)}): ${parts.result}`;
  }
}

/** What each parameter is called in the language, by its name in the signature. */
export function parameterNames({ parameters }: Signature, language: string): Record<string, string> {
  const { name: spell } = spellingOf(language);
  return Object.fromEntries(parameters.map(({ name }) => [name, spell(name)]));
}

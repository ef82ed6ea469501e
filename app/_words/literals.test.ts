import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

/* What a candidate reads comes from the catalogue: a sentence in a page's own code fails here. */

const ROOT = join(import.meta.dirname, "../..");
/** Where candidates read. Staff pages are in English, and say so in their own code. */
const READ_BY_CANDIDATES = [
  "app/take/**/*.{ts,tsx}",
  "app/(public)/**/*.{ts,tsx}",
  "app/{error,global-error,layout,not-found}.tsx",
  "app/_ui/{candidate-shell,public-shell,language-switch,theme-switch,error-page,error-summary,field,form,text-field,copy-field,splitter}.tsx",
  "app/_views/{account-name,result-grid,save-state,sign-out-button,timer,value-diff,verdict}.tsx",
];
/** Not language: the product's name, keys and signs of programs, and a database's own words. */
const ALLOWED = new Set(["Assay", "%s · Assay", "· Assay", "NULL", "x'", "'"]);

/** Attributes whose text is read or heard. */
const SPOKEN_ATTRIBUTE =
  /^(aria-(label|description|valuetext|roledescription)|label|title|hint|alt|placeholder|summary|meta|legend|term|caption)$/;
/** Calls whose text is heard. */
const SPOKEN_CALL = new Set(["announce"]);
/** Properties whose text becomes a page's title or a form's answer. */
const SPOKEN_PROPERTY = new Set(["title", "message", "detail", "label"]);

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === "string";
const hasLetters = (text: string) => /\p{L}{2}/u.test(text);
const nameOf = (node: unknown): string =>
  isNode(node) ? String((node as Node).name ?? (node as Node).value ?? "") : "";

/** The texts that an expression may come to: both arms of a condition, the fixed parts of a template. */
function textsOf(node: unknown): { text: string; at: number }[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case "Literal":
    case "JSXText":
      return typeof node.value === "string" ? [{ text: node.value, at: node.start }] : [];
    case "TemplateLiteral":
      return (node.quasis as Node[]).map((part) => ({
        text: String((part.value as { cooked?: string }).cooked ?? ""),
        at: part.start,
      }));
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case "LogicalExpression":
    case "BinaryExpression":
      return /^(===|!==|<|>|<=|>=)$/.test(String(node.operator))
        ? []
        : [...textsOf(node.left), ...textsOf(node.right)];
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
      return textsOf(node.expression);
    default:
      return [];
  }
}

function spokenIn(node: Node): { text: string; at: number }[] {
  switch (node.type) {
    case "JSXElement":
    case "JSXFragment":
      return (node.children as Node[]).flatMap(textsOf);
    case "JSXAttribute":
      return SPOKEN_ATTRIBUTE.test(nameOf(node.name)) ? textsOf(node.value) : [];
    case "CallExpression":
      return SPOKEN_CALL.has(nameOf(node.callee)) ? (node.arguments as Node[]).flatMap(textsOf) : [];
    case "Property":
      return SPOKEN_PROPERTY.has(nameOf(node.key)) ? textsOf(node.value) : [];
    default:
      return [];
  }
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const part of node) walk(part, visit);
  else if (isNode(node)) {
    visit(node);
    for (const part of Object.values(node)) walk(part, visit);
  }
}

/** Every text of a source that a reader would see or hear, with its line. */
function literalsIn(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  expect(errors).toEqual([]);
  const found: string[] = [];
  walk(program, (node) => {
    for (const { text, at } of spokenIn(node)) {
      const words = text.replace(/\s+/g, " ").trim();
      const line = source.slice(0, at).split("\n").length;
      if (hasLetters(words) && !ALLOWED.has(words)) found.push(`${path}:${line} ${words}`);
    }
  });
  return found;
}

test("the reader of literals sees what is read and heard, and nothing else", () => {
  const source = `
    export const metadata = { title: "A title" };
    const Page = ({ on }) => <main className="not read" aria-label="A name">
      Some text {on ? "first" : \`second \${on} third\`} {t("key")}
      <Button tone="primary" onClick={() => announce("Heard")} title={on === "never" ? t("x") : "Tip"}>{"·"}</Button>
    </main>;`;
  expect(literalsIn("sample.tsx", source).map((line) => line.replace(/^\S+ /, ""))).toEqual([
    "A title",
    "Some text",
    "first",
    "second",
    "third",
    "A name",
    "Heard",
    "Tip",
  ]);
});

test("nothing that a candidate reads stands in a page's own code", () => {
  const files = READ_BY_CANDIDATES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  expect(files.length).toBeGreaterThan(60);
  expect(files.flatMap((file) => literalsIn(file, readFileSync(join(ROOT, file), "utf8")))).toEqual([]);
});

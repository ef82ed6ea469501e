import type { Element, ElementContent, Root } from "hast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { PICTURES_AT } from "#lib/assessments/schema.ts";
import { statementFault } from "#lib/assessments/statements/rules.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { log } from "#lib/platform/log.ts";
import { keepMoney, MATHML_ATTRIBUTES, MATHML_TAGS, setMaths } from "./maths.ts";

/** Pictures come from ourselves or from within the text: the page's policy loads no others. */
const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, src: ["data"] },
  tagNames: [...(defaultSchema.tagNames ?? []), ...MATHML_TAGS],
  attributes: {
    ...defaultSchema.attributes,
    ...Object.fromEntries(
      MATHML_TAGS.map((tag): [string, (string | [string, RegExp])[]] => [
        tag,
        [...MATHML_ATTRIBUTES, ["className", /^(tml|math)[a-z-]*$/]],
      ]),
    ),
  },
};

/** What may scroll sideways is named in the language of the text. */
const NAMES: Record<string, { code: string; table: string; formula: string }> = {
  en: { code: "Code", table: "Table", formula: "Formula" },
  de: { code: "Code", table: "Tabelle", formula: "Formel" },
};
type Names = NonNullable<(typeof NAMES)[string]>;

interface Dress {
  shift: number;
  names: Names;
}

const headingOf = ({ tagName }: Element): number => Number(/^h([1-6])$/.exec(tagName)?.[1] ?? 0);

/** The highest heading that the text uses: authors begin with any, the page's outline must not skip a level. */
function topHeading(parent: Root | Element): number {
  const levels = (parent.children as ElementContent[]).flatMap((child) =>
    child.type === "element" ? [headingOf(child) || topHeading(child)] : [],
  );
  return Math.min(...levels.filter((level) => level > 0), 7) % 7;
}

/** Every candidate of an assessment reads the same few texts. In characters of HTML, oldest first to go. */
const MAX_KEPT_CHARACTERS = 8_000_000;
const kept = new Map<string, string>();
let keptCharacters = 0;

function keep(key: string, html: string): string {
  kept.set(key, html);
  keptCharacters += html.length;
  for (const [oldest, old] of kept) {
    if (keptCharacters <= MAX_KEPT_CHARACTERS) break;
    kept.delete(oldest);
    keptCharacters -= old.length;
  }
  return html;
}

/**
 * Markdown → safe HTML, its highest heading at `headingLevel`. Scripts, handlers, styles and foreign frames are dropped whoever the author is;
 * TeX between dollars becomes MathML; what may scroll sideways (code, tables, formulas) gets a name and a keyboard stop.
 * Set once and remembered. A text that is past the bounds, or that cannot be set, is shown as it was written: the page
 * around it lives.
 * @param language BCP 47, of the text.
 */
export function markdownToHtml(markdown: string, headingLevel = 2, language = "en"): string {
  const key = sha256(`${headingLevel} ${language} ${markdown}`);
  return kept.get(key) ?? keep(key, setOrPlain(markdown, headingLevel, language));
}

function setOrPlain(markdown: string, headingLevel: number, language: string): string {
  const fault = statementFault(markdown);
  if (!fault) {
    try {
      return setMarkdown(markdown, headingLevel, language);
    } catch (error) {
      log.warn("statement.not_set", { characters: markdown.length, error });
    }
  } else log.warn("statement.not_set", { characters: markdown.length, fault });
  return `<pre class="whitespace-pre-wrap break-words">${escapeHtml(markdown)}</pre>`;
}

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function setMarkdown(markdown: string, headingLevel: number, language: string): string {
  const names = NAMES[language.split("-")[0] ?? ""] ?? (NAMES.en as Names);
  return String(
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkMath)
      .use(keepMoney)
      .use(remarkRehype)
      .use(setMaths)
      .use(rehypeSanitize, schema)
      .use(() => (tree: Root) => {
        dress(tree, { shift: headingLevel - (topHeading(tree) || headingLevel), names });
      })
      .use(rehypeStringify)
      .processSync(markdown),
  );
}

function dress(parent: Root | Element, how: Dress): void {
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== "element") return child;
    dress(child, how);
    return dressElement(child, how);
  });
}

function dressElement(element: Element, { shift, names }: Dress): ElementContent {
  const level = headingOf(element);
  if (level) return { ...element, tagName: `h${Math.min(6, level + shift)}` };
  if (element.tagName === "img") return picture(element);
  if (element.tagName === "pre") return reachable(element, names.code);
  if (element.tagName === "table") return reachable(boxOf(element), names.table);
  if (element.tagName === "math" && element.properties.display === "block")
    return reachable(boxOf(element), names.formula);
  return element;
}

const boxOf = (element: Element): Element => ({
  type: "element",
  tagName: "div",
  properties: {},
  children: [element],
});

function reachable(element: Element, name: string): Element {
  return {
    ...element,
    properties: { ...element.properties, tabIndex: 0, role: "group", ariaLabel: name },
  };
}

/** One of ours is named by what it shows; nothing else below that address, nor anything that leads out of it. */
const OUR_PICTURE = new RegExp(`^${PICTURES_AT}[0-9a-f]{64}\\.(png|jpg|gif|webp|svg)$`);

/** Its place is kept before it has come. One that is not ours is told by its words. */
function picture(element: Element): ElementContent {
  const { src, alt, title } = element.properties;
  const address = String(src ?? "");
  const [path = "", width, height] = /^([^#]*)#(\d{1,5})x(\d{1,5})$/.exec(address)?.slice(1) ?? [address];
  if (!OUR_PICTURE.test(path) && !path.startsWith("data:image/"))
    return { type: "text", value: String(alt ?? "") };
  const size = width && height ? { width: Number(width), height: Number(height) } : {};
  return {
    ...element,
    properties: {
      src: path,
      alt: String(alt ?? ""),
      ...(title ? { title } : {}),
      ...size,
      loading: "lazy",
      decoding: "async",
    },
  };
}

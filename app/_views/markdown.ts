import type { Element, ElementContent, Root } from "hast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { PICTURES_AT } from "#lib/assessments/schema.ts";
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

/**
 * Markdown → safe HTML, its highest heading at `headingLevel`. Scripts, handlers, styles and foreign frames are dropped whoever the author is;
 * TeX between dollars becomes MathML; what may scroll sideways (code, tables, formulas) gets a name and a keyboard stop.
 * @param language BCP 47, of the text.
 */
export function markdownToHtml(markdown: string, headingLevel = 2, language = "en"): string {
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

/** Its place is kept before it has come. One that is not ours is told by its words. */
function picture(element: Element): ElementContent {
  const { src, alt, title } = element.properties;
  const address = String(src ?? "");
  if (!address.startsWith(PICTURES_AT) && !address.startsWith("data:"))
    return { type: "text", value: String(alt ?? "") };
  const [path, width, height] = /^([^#]*)#(\d+)x(\d+)$/.exec(address)?.slice(1) ?? [address];
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

import type { Element, ElementContent, Root } from "hast";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";

/** Pictures come from ourselves or from within the text: the page's policy loads no others. */
const schema = {
  ...defaultSchema,
  protocols: { ...defaultSchema.protocols, src: ["data"] },
};

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
 * what may scroll sideways (code, tables) gets a name and a keyboard stop.
 */
export function markdownToHtml(markdown: string, headingLevel = 2): string {
  return String(
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkRehype)
      .use(rehypeSanitize, schema)
      .use(() => (tree: Root) => dress(tree, headingLevel - (topHeading(tree) || headingLevel)))
      .use(rehypeStringify)
      .processSync(markdown),
  );
}

function dress(parent: Root | Element, shift: number): void {
  parent.children = (parent.children as ElementContent[]).map((child) => {
    if (child.type !== "element") return child;
    dress(child, shift);
    return dressElement(child, shift);
  });
}

function dressElement(element: Element, shift: number): Element {
  const level = headingOf(element);
  if (level) return { ...element, tagName: `h${Math.min(6, level + shift)}` };
  if (element.tagName === "pre") return reachable(element, "Code");
  if (element.tagName === "table") {
    return reachable({ type: "element", tagName: "div", properties: {}, children: [element] }, "Table");
  }
  return element;
}

function reachable(element: Element, name: string): Element {
  return {
    ...element,
    properties: { ...element.properties, tabIndex: 0, role: "group", ariaLabel: name },
  };
}

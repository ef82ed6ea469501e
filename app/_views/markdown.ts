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

/**
 * Markdown → safe HTML. Scripts, handlers, styles and foreign frames are dropped whoever the author is;
 * what may scroll sideways (code, tables) gets a name and a keyboard stop.
 */
export function markdownToHtml(markdown: string, headingLevel = 2): string {
  return String(
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkRehype)
      .use(rehypeSanitize, schema)
      .use(() => (tree: Root) => dress(tree, headingLevel - 1))
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
  const level = /^h([1-6])$/.exec(element.tagName)?.[1];
  if (level) return { ...element, tagName: `h${Math.min(6, Number(level) + shift)}` };
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

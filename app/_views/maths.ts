import type { Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import temml from "temml";

/** Of a Markdown tree, what is looked at here. */
interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

/** Past this nobody reads a formula, and setting it takes the server long. */
const MAX_TEX_CHARACTERS = 4_000;

/** Elements of MathML that our own typesetting makes. */
export const MATHML_TAGS =
  "math semantics mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mstyle mpadded mphantom menclose merror".split(
    " ",
  );

/** Attributes that say how a formula is set; none of them can run or fetch anything. */
export const MATHML_ATTRIBUTES =
  "display displaystyle scriptlevel mathvariant stretchy fence separator form largeop movablelimits symmetric accent accentunder lspace rspace minsize maxsize linethickness width height depth voffset columnalign rowSpan colSpan columnspan".split(
    " ",
  );

/**
 * Dollars that are money stay what they are: as in Pandoc, a formula has no blank inside its dollars and no digit behind
 * them (“from $5 to $10”).
 */
export function keepMoney() {
  return (tree: object, file: unknown) => keepMoneyBelow(tree as MarkdownNode, String(file));
}

function keepMoneyBelow(parent: MarkdownNode, source: string): void {
  if (!parent.children) return;
  parent.children = parent.children.map((child): MarkdownNode => {
    keepMoneyBelow(child, source);
    if (child.type !== "inlineMath") return child;
    const end = child.position?.end.offset ?? 0;
    const raw = source.slice(child.position?.start.offset ?? 0, end);
    const isMoney = !raw.startsWith("$$") && (/^\$\s|\s\$$/.test(raw) || /\d/.test(source[end] ?? ""));
    return isMoney ? { type: "text", value: raw } : child;
  });
}

/**
 * TeX → MathML, which browsers draw and screen readers read by themselves. To be run before the tree is cleaned: what
 * comes of TeX is trusted no more than the rest of the text. A formula with a mistake stays as its author wrote it.
 */
export function setMaths() {
  return (tree: Root) => setMathsBelow(tree);
}

function setMathsBelow(parent: Root | Element): void {
  parent.children = (parent.children as ElementContent[]).flatMap((child): ElementContent[] => {
    if (child.type !== "element") return [child];
    const [only] = child.children;
    if (child.tagName === "pre" && only?.type === "element" && isMaths(only))
      return mathml(only, true) ?? [child];
    if (child.tagName === "code" && isMaths(child)) return mathml(child, false) ?? [child];
    setMathsBelow(child);
    return [child];
  });
}

function isMaths({ tagName, properties }: Element): boolean {
  const names = properties.className;
  return tagName === "code" && Array.isArray(names) && names.includes("language-math");
}

function mathml(code: Element, isBlock: boolean): ElementContent[] | null {
  const tex = code.children
    .map((child) => (child.type === "text" ? child.value : ""))
    .join("")
    .trim();
  if (tex.length > MAX_TEX_CHARACTERS) return null;
  try {
    const options = { displayMode: isBlock, throwOnError: true, trust: false, strict: false };
    return fromHtml(temml.renderToString(tex, options), { fragment: true }).children as ElementContent[];
  } catch {
    return null;
  }
}

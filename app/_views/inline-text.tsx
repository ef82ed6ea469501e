import { markdownToHtml } from "#app/_views/markdown.ts";

/** A line of an author's Markdown, inside a label: code and emphasis, and no block around it. */
export function InlineText({ markdown }: { markdown: string }) {
  const html = markdownToHtml(markdown).replace(/^<p>([\s\S]*?)<\/p>\s*$/, "$1");
  return <span className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

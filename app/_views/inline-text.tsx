import { markdownToHtml } from "#app/_views/markdown.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";

/** A line of an author's Markdown, inside a label: code and emphasis, and no block around it. */
export function InlineText({ markdown }: { markdown: string }) {
  const html = markdownToHtml(markdown).replace(/^<p>([\s\S]*?)<\/p>\s*$/, "$1");
  return <span lang={CONTENT_LANGUAGE} className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

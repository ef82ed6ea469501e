import { markdownToHtml } from "#app/_views/markdown.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";

/** A line of an author's Markdown, inside a label: code and emphasis, and no block around it. */
export function InlineText({
  markdown,
  language = CONTENT_LANGUAGE,
}: {
  markdown: string;
  /** BCP 47, of the text. */
  language?: string;
}) {
  const html = markdownToHtml(markdown, 2, language).replace(/^<p>([\s\S]*?)<\/p>\s*$/, "$1");
  return <span lang={language} className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

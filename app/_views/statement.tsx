import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import { markdownToHtml } from "./markdown.ts";

type StatementProps = {
  /** Markdown with GitHub's tables; raw HTML in it is dropped. */
  markdown: string;
  /** The level its first-level headings get; the page's own `h1` stays alone. */
  headingLevel?: 2 | 3;
};

/** Text of an author, as prose. It is made into clean HTML on the server and costs the browser no script. */
export function Statement({ markdown, headingLevel = 2 }: StatementProps) {
  const html = markdownToHtml(markdown, headingLevel);
  return <div lang={CONTENT_LANGUAGE} className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

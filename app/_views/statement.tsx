import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import { markdownToHtml } from "./markdown.ts";

type StatementProps = {
  /** Markdown with GitHub's tables and TeX between dollars; raw HTML in it is dropped. */
  markdown: string;
  /** The level its first-level headings get; the page's own `h1` stays alone. */
  headingLevel?: 2 | 3;
  /** BCP 47, of the text. */
  language?: string;
};

/** Text of an author, as prose. It is made into clean HTML on the server and costs the browser no script. */
export function Statement({ markdown, headingLevel = 2, language = CONTENT_LANGUAGE }: StatementProps) {
  const html = markdownToHtml(markdown, headingLevel, language);
  return <div lang={language} className="prose" dangerouslySetInnerHTML={{ __html: html }} />;
}

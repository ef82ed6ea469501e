import { catalogues } from "#app/_words/catalogue.ts";
import type { away } from "#app/_words/en/away.ts";
import type { Locale } from "#app/_words/locales.ts";
import { wordsOf } from "#app/_words/message.ts";

/** The database restarts in a second or two. */
const RETRY_SECONDS = 5;

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Colours of the design's tokens: this page stands without the style sheet, which may not be there either. */
const STYLE = `
:root { color-scheme: light dark; --page: light-dark(#f9fafb, #0b0d10); --text: light-dark(#181c21, #ebedef);
  --link: light-dark(#0b5c9c, #81bbf7) }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/26px system-ui, sans-serif }
main { max-width: 30rem; margin: 0 auto; padding: 6rem 1rem }
h1 { font-size: 22px; line-height: 28px }
a { color: var(--link) }
`;

interface PlainRequest {
  path: string;
  requestId: string;
  nonce: string;
  policy: string;
  locale: Locale;
}

/**
 * What a page answers while the database is away: 503 in words, made before anything is rendered, because a page that
 * has begun to render can no longer choose its status. The cookie is not touched: whoever was signed in still is.
 */
export function databaseAwayPage(request: PlainRequest): Response {
  return plainPage(request, { status: 503, title: "title", text: "text", retrySeconds: RETRY_SECONDS });
}

/** What somebody gets who asks for pages faster than anybody reads them: 429 in words. */
export function manyPagesPage(request: PlainRequest, retrySeconds: number): Response {
  return plainPage(request, { status: 429, title: "busyTitle", text: "busyText", retrySeconds });
}

interface PlainPage {
  status: number;
  title: "title" | "busyTitle";
  text: "text" | "busyText";
  retrySeconds: number;
}

function plainPage(request: PlainRequest, page: PlainPage): Response {
  const t = wordsOf<typeof away>(catalogues[request.locale].away, request.locale);
  const again = t("again", { reference: `<code>${escapeHtml(request.requestId)}</code>` })
    .replace("<again>", () => `<a href="${escapeHtml(request.path)}">`)
    .replace("</again>", "</a>");
  const html = `<!DOCTYPE html>
<html lang="${request.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t(page.title)} · Assay</title><style nonce="${request.nonce}">${STYLE}</style></head>
<body><main><h1>${t(page.title)}</h1>
<p>${t(page.text)}</p>
<p>${again}</p></main></body></html>`;
  return new Response(html, {
    status: page.status,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Retry-After": String(page.retrySeconds),
      "X-Request-Id": request.requestId,
      "Content-Security-Policy": request.policy,
    },
  });
}

"use client";

import { useEffect, useState } from "react";
import { ErrorPage } from "#app/_ui/error-page.tsx";
import { broken as de } from "#app/_words/de/broken.ts";
import { broken as en } from "#app/_words/en/broken.ts";
import { type Locale, localeOf } from "#app/_words/locales.ts";
import { WordsProvider } from "#app/_words/words-provider.tsx";
import { captureClientError } from "#lib/observability/client.ts";
import "./globals.css";

type ErrorProps = { error: Error & { digest?: string } };

/** The language of the document that broke; English where there was none. */
function brokenLocale(): Locale {
  return (typeof document === "undefined" ? undefined : localeOf(document.documentElement.lang)) ?? "en";
}

/** The root layout itself broke, so this brings its own document. */
export default function GlobalError({ error }: ErrorProps) {
  const [locale] = useState(brokenLocale);
  useEffect(() => captureClientError(error), [error]);
  const words = { en, de }[locale];
  return (
    <html lang={locale}>
      <body>
        <title>{`${words.brokenTitle} · Assay`}</title>
        <WordsProvider locale={locale} areas={{ broken: words as typeof en }}>
          <ErrorPage reference={error.digest} retry={() => location.reload()} />
        </WordsProvider>
      </body>
    </html>
  );
}

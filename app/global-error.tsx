"use client";

import { useEffect } from "react";
import { ErrorPage } from "#app/_ui/error-page.tsx";
import { captureClientError } from "#lib/observability/client.ts";
import "./globals.css";

type ErrorProps = { error: Error & { digest?: string } };

/** The root layout itself broke, so this brings its own document. */
export default function GlobalError({ error }: ErrorProps) {
  useEffect(() => captureClientError(error), [error]);
  return (
    <html lang="en">
      <body>
        <title>This page could not be shown · Assay</title>
        <ErrorPage reference={error.digest} retry={() => location.reload()} />
      </body>
    </html>
  );
}

"use client";

import { useEffect } from "react";
import { DATABASE_AWAY_DIGEST } from "#app/_edge/request.ts";
import { ErrorPage } from "#app/_ui/error-page.tsx";
import { captureClientError } from "#lib/observability/client.ts";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** A page broke; the layout around it stands. */
export default function PageError({ error, retry }: ErrorProps) {
  useEffect(() => captureClientError(error), [error]);
  if (error.digest === DATABASE_AWAY_DIGEST) {
    return (
      <ErrorPage title="We cannot reach our database" retry={retry}>
        The fault is ours. You are still signed in, and what was saved is safe. Try again in a few seconds.
      </ErrorPage>
    );
  }
  return <ErrorPage reference={error.digest} retry={retry} />;
}

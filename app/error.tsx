"use client";

import { useEffect } from "react";
import { ErrorPage } from "#app/_ui/error-page.tsx";
import { captureClientError } from "#lib/observability/client.ts";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** A page broke; the layout around it stands. */
export default function PageError({ error, retry }: ErrorProps) {
  useEffect(() => captureClientError(error), [error]);
  return <ErrorPage reference={error.digest} retry={retry} />;
}

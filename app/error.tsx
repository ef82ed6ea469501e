"use client";

import { useEffect } from "react";
import { DATABASE_AWAY_DIGEST } from "#app/_edge/request.ts";
import { ErrorPage } from "#app/_ui/error-page.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import { captureClientError } from "#lib/observability/client.ts";

type ErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** A page broke; the layout around it stands. */
export default function PageError({ error, retry }: ErrorProps) {
  useEffect(() => captureClientError(error), [error]);
  const t = useWords("broken");
  if (error.digest === DATABASE_AWAY_DIGEST) {
    return (
      <ErrorPage title={t("awayTitle")} retry={retry}>
        {t("awayText")}
      </ErrorPage>
    );
  }
  return <ErrorPage reference={error.digest} retry={retry} />;
}

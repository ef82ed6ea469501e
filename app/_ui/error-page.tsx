"use client";

import type { ReactNode } from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { buttonClass } from "./button-class.ts";

type ErrorPageProps = {
  /** The reference under which the team finds this in its log; absent for an error of the browser. */
  reference?: string;
  retry: () => void;
  /** Where the cause is known, what to say of it. */
  title?: string;
  children?: ReactNode;
};

/*
 * Part of every page's script, so it takes only what it needs: no link, no icon.
 */

/** What a page says when it broke: whose fault, what is safe, what to do. Nothing of the error's own words. */
export function ErrorPage({ reference, retry, title, children }: ErrorPageProps) {
  const t = useWords("broken");
  return (
    <main
      id="main"
      lang={t.locale}
      data-density="candidate"
      className="mx-auto grid max-w-column justify-items-start gap-4 px-4 py-24"
    >
      <h1 className="text-22 font-semibold">{title ?? t("brokenTitle")}</h1>
      <p>{children ?? t("brokenText")}</p>
      {reference && (
        <p className="text-muted">
          {t("reference")} <code className="font-mono">{reference}</code>
        </p>
      )}
      <button type="button" className={buttonClass("primary")} onClick={retry}>
        {t("tryAgain")}
      </button>
    </main>
  );
}

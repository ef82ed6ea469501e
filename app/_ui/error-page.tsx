"use client";

import type { ReactNode } from "react";
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
export function ErrorPage({
  reference,
  retry,
  title = "This page could not be shown",
  children = "The fault is ours and has been reported. What was saved is safe.",
}: ErrorPageProps) {
  return (
    <main
      id="main"
      data-density="candidate"
      className="mx-auto grid max-w-column justify-items-start gap-4 px-4 py-24"
    >
      <h1 className="text-22 font-semibold">{title}</h1>
      <p>{children}</p>
      {reference && (
        <p className="text-muted">
          Reference <code className="font-mono">{reference}</code>
        </p>
      )}
      <button type="button" className={buttonClass("primary")} onClick={retry}>
        Try again
      </button>
    </main>
  );
}

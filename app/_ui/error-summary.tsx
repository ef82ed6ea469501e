"use client";

import { useEffect, useRef } from "react";
import { type FormState, fieldId } from "./form-state.ts";

const TITLE_PREFIX = "Error: ";

/** What stopped the form, on top of it: takes focus, and each line leads to its control. */
export function ErrorSummary({ state, scope }: { state: FormState; scope?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const failed = state.status === "error";

  useEffect(() => {
    if (state.status !== "error") return;
    box.current?.focus();
    const title = document.title;
    document.title = title.startsWith(TITLE_PREFIX) ? title : TITLE_PREFIX + title;
    return () => {
      document.title = document.title.replace(TITLE_PREFIX, "");
    };
  }, [state]);

  if (!failed) return null;
  const errors = Object.entries(state.errors);
  return (
    <div
      ref={box}
      tabIndex={-1}
      // Before JavaScript has loaded the browser itself moves focus here.
      // biome-ignore lint/a11y/noAutofocus: an error summary takes focus, so that it is read first
      autoFocus
      role="alert"
      className="mb-5 max-w-form rounded-panel border border-fail-mark bg-fail-tint p-4"
    >
      <h2 className="font-semibold">{state.message ?? "Check what is marked below"}</h2>
      {errors.length > 0 && (
        <ul className="mt-2 grid gap-1">
          {errors.map(([field, message]) => (
            <li key={field}>
              <a href={`#${fieldId(field, scope)}`} className="text-fail underline underline-offset-2">
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

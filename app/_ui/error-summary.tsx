"use client";

import { useEffect, useRef } from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { type FormState, fieldId } from "./form-state.ts";

/** What stopped the form, on top of it: takes focus, and each line leads to its control. */
export function ErrorSummary({ state, scope }: { state: FormState; scope?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const t = useWords("kit");
  const failed = state.status === "error";

  useEffect(() => {
    if (state.status !== "error") return;
    box.current?.focus();
    const prefix = `${t("error")} `;
    const tell = () => {
      if (!document.title.startsWith(prefix)) document.title = prefix + document.title;
    };
    tell();
    // A page that is drawn anew, or whose own title comes later, sets it again.
    const titles = new MutationObserver(tell);
    titles.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      titles.disconnect();
      document.title = document.title.replace(prefix, "");
    };
  }, [state, t]);

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
      <h2 className="font-semibold">{state.message ?? t("checkMarked")}</h2>
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

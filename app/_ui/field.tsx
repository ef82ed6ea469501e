"use client";

import type { ReactNode } from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { Icon } from "./icon.tsx";
import { circleAlert } from "./icons.ts";

type FieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string;
  /** Marks what may be left empty; all else is needed, so nothing carries a star. `either`: this one or another, as their labels say. */
  optional?: boolean | "either";
  children: ReactNode;
};

/** Label, hint, error, then the control. Its ids match `describedBy`. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  const t = useWords("kit");
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="justify-self-start font-medium">
        {label}
        {optional === true && <span className="font-normal text-muted"> {t("optional")}</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-muted">
          {hint}
        </p>
      )}
      {error && <FieldError id={id} message={error} />}
      {children}
    </div>
  );
}

export function FieldError({ id, message }: { id: string; message: string }) {
  const t = useWords("kit");
  return (
    <p id={`${id}-error`} className="flex items-start gap-2 text-fail">
      <Icon icon={circleAlert} className="mt-[0.15em]" />
      <span>
        <span className="sr-only">{t("error")} </span>
        {message}
      </span>
    </p>
  );
}

/** `aria-describedby` for a control: its hint, then its error. */
export function describedBy(id: string, hint: unknown, error: string | undefined): string | undefined {
  const ids = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

"use client";

import { CopyField } from "#app/_ui/copy-field.tsx";
import { useFormState } from "#app/_ui/form.tsx";

/** What to paste into Sentry's search, once the form around has answered. */
export function SearchAnswer() {
  const { status, result } = useFormState();
  if (status !== "done" || typeof result !== "string") return null;
  return <CopyField key={result} label="Search Sentry for" value={result} />;
}

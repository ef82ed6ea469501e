"use client";

import { LinkButton } from "#app/_ui/button.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { useFormState } from "#app/_ui/form.tsx";
import { Notice } from "#app/_ui/notice.tsx";

/** What creating a key answered: the only time it is ever shown. */
export function NewKey({ backHref }: { backHref: string }) {
  const { key } = (useFormState().result ?? {}) as { key?: string };
  return (
    <div className="grid gap-6">
      <Notice tone="warn" live title="Copy the key now.">
        We keep only its fingerprint and cannot show it again.
      </Notice>
      <CopyField label="API key" value={key ?? ""} />
      <div>
        <LinkButton href={backHref} tone="primary">
          I have stored it
        </LinkButton>
      </div>
    </div>
  );
}

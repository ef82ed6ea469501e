"use client";

import { useFormState } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import type { Verification } from "#lib/attempts/receipts/schema.ts";

/** Inside a form: what its last check found. */
export function FormAnswer() {
  const { status, result } = useFormState();
  return status === "done" && result ? <Answer verification={result as Verification} live /> : null;
}

/** Whether the receipt holds, and then what was signed. */
export function Answer({ verification, live }: { verification: Verification; live?: boolean }) {
  const t = useWords("receipts");
  if (!verification.valid) {
    return (
      <Notice tone="fail" title={t("invalid")} live={live}>
        {t("invalidNext")}
      </Notice>
    );
  }
  const { facts } = verification;
  return (
    <Notice tone="pass" title={t("valid")} live={live}>
      <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">{t("submittedAt")}</dt>
        <dd>
          <LocalTime at={facts.submittedAt} style="datetime" />
        </dd>
        <dt className="text-muted">{t("number")}</dt>
        <dd className="font-mono break-all">{facts.id}</dd>
        <dt className="text-muted">{t("fingerprint")}</dt>
        <dd className="font-mono break-all">{facts.contentHash}</dd>
        <dt className="text-muted">{t("attempt")}</dt>
        <dd className="font-mono break-all">{facts.attemptId}</dd>
        <dt className="text-muted">{t("key")}</dt>
        <dd className="font-mono break-all">{facts.keyId}</dd>
      </dl>
    </Notice>
  );
}

"use client";

import { useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { Receipt } from "#lib/attempts/schema.ts";

/** Ways to take the receipt along: as text, as a file, on paper. */
export function ReceiptActions({ receipt }: { receipt: Receipt }) {
  const t = useWords("receipts");
  const [copied, setCopied] = useState(false);
  const text = `${JSON.stringify(receipt, null, 2)}\n`;

  async function copy() {
    const done = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(done === true);
    announce(done ? t("copied") : t("copyFailed"));
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `receipt-${receipt.id}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <div className="flex flex-wrap gap-3 print:hidden">
      <Button onClick={copy}>{copied ? t("copied") : t("copy")}</Button>
      <Button onClick={download}>{t("download")}</Button>
      <Button onClick={() => window.print()}>{t("print")}</Button>
    </div>
  );
}

"use client";

import { useEffect, useId, useRef, useState } from "react";
import { useWords } from "#app/_words/words-provider.tsx";
import { Button } from "./action-button.tsx";
import { announce } from "./announce.ts";
import { check, copy } from "./icons.ts";

const COPIED_MS = 4000;

type CopyFieldProps = {
  label: string;
  value: string;
  /** A secret: dots until Show is pressed. It is copied all the same. */
  secret?: boolean;
};

/** A value to take away. The button is always there; “Copied” stands in its place and is spoken. */
export function CopyField({ label, value, secret = false }: CopyFieldProps) {
  const id = useId();
  const t = useWords("kit");
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const [hidden, setHidden] = useState(secret);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copyValue() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      announce(t("copied"));
    } catch {
      // No permission, or not a secure page: leave it selected, ready for the reader's own copy key.
      setHidden(false);
      requestAnimationFrame(() => input.current?.select());
      announce(t("copySelected"));
    }
  }

  return (
    <div className="grid max-w-form gap-1">
      <label htmlFor={id} className="justify-self-start font-medium">
        {label}
      </label>
      {/* A field of a screen cuts what is longer; on paper there is nothing to scroll. */}
      {!secret && (
        <span aria-hidden="true" className="hidden font-mono wrap-anywhere print:block">
          {value}
        </span>
      )}
      <div className="flex flex-wrap gap-2 print:hidden">
        <input
          ref={input}
          id={id}
          readOnly
          value={hidden ? "•".repeat(24) : value}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          className="control min-w-40 flex-1 font-mono"
        />
        {secret && <Button onClick={() => setHidden(!hidden)}>{hidden ? t("show") : t("hide")}</Button>}
        <Button icon={copied ? check : copy} onClick={copyValue} className="min-w-24">
          {copied ? t("copied") : t("copy")}
        </Button>
      </div>
    </div>
  );
}

"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { useWords } from "#app/_words/words-provider.tsx";

interface InfoDialogProps {
  /** The button that opens it. */
  label: ReactNode;
  title: string;
  /** So that a key can press the opener. */
  openerId?: string;
  /** Of the opener. The dialog itself must not stand in anything that is hidden. */
  className?: string;
  children: ReactNode;
}

/** Something to read beside the work: Escape closes it, and focus goes back to where it was. */
export function InfoDialog({ label, title, openerId, className = "", children }: InfoDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const t = useWords("kit");
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isMade, setMade] = useState(false);

  function open() {
    setMade(true);
    dialog.current?.showModal();
    // It is something to read: from its top.
    heading.current?.focus();
  }
  return (
    <>
      <button
        id={openerId}
        type="button"
        aria-haspopup="dialog"
        onClick={open}
        className={`min-h-6 rounded-tag px-1 text-14 pointer-coarse:min-h-11 text-accent-text hover:bg-hover ${className}`}
      >
        {label}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId} className="dialog">
        <h2 ref={heading} id={titleId} tabIndex={-1} className="text-18 font-semibold">
          {title}
        </h2>
        <div className="my-4">{isMade && children}</div>
        <div className="flex justify-end">
          <Button onClick={() => dialog.current?.close()}>{t("close")}</Button>
        </div>
      </dialog>
    </>
  );
}

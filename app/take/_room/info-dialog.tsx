"use client";

import { type ReactNode, useId, useRef } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { useWords } from "#app/_words/words-provider.tsx";

interface InfoDialogProps {
  /** The button that opens it. */
  label: ReactNode;
  title: string;
  /** So that a key can press the opener. */
  openerId?: string;
  children: ReactNode;
}

/** Something to read beside the work: Escape closes it, and focus goes back to where it was. */
export function InfoDialog({ label, title, openerId, children }: InfoDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const t = useWords("kit");
  const titleId = useId();
  return (
    <>
      <button
        id={openerId}
        type="button"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
        className="min-h-6 rounded-tag px-1 text-14 text-accent-text hover:bg-hover"
      >
        {label}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId} className="dialog">
        <h2 id={titleId} className="text-18 font-semibold">
          {title}
        </h2>
        <div className="my-4">{children}</div>
        <div className="flex justify-end">
          <Button onClick={() => dialog.current?.close()}>{t("close")}</Button>
        </div>
      </dialog>
    </>
  );
}

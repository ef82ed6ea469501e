"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** Takes focus when `mark` changes while the page is open: what had it may be gone by then. */
export function FocusOnChange({ mark, children }: { mark: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const seen = useRef(mark);
  useEffect(() => {
    if (seen.current === mark) return;
    seen.current = mark;
    box.current?.focus();
  }, [mark]);
  return (
    <div ref={box} tabIndex={-1} className="empty:hidden">
      {children}
    </div>
  );
}

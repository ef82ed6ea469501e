"use client";

import { type ComponentProps, useEffect, useRef } from "react";
import { Notice } from "#app/_ui/notice.tsx";

/** A notice that takes focus when it appears, so that it is read first. Give it a new `key` for each new event. */
export function FocusedNotice(props: ComponentProps<typeof Notice>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noAutofocus: before JavaScript has loaded the browser itself moves focus here
    <div ref={box} tabIndex={-1} autoFocus role="alert" className="mb-5">
      <Notice {...props} />
    </div>
  );
}

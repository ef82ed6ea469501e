"use client";

import { useEffect } from "react";

/** Begins at the page's heading: where a new page answers what was just pressed, it is heard first. */
export function FocusHeading() {
  useEffect(() => document.querySelector<HTMLElement>("h1")?.focus(), []);
  return null;
}

"use client";

import { createContext, type ReactNode, use, useEffect } from "react";
import { keepChoice } from "./keep-choice.ts";

const ZoneContext = createContext<string | undefined>(undefined);

/** The time zone that this browser told us on an earlier page; undefined: none yet. */
export function useZone(): string | undefined {
  return use(ZoneContext);
}

/** Hands the reader's zone to the times below, and keeps it when it is another than the browser's. */
export function GiveZone({ zone, children }: { zone: string | undefined; children: ReactNode }) {
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone !== zone) keepChoice("zone", timeZone);
  }, [zone]);
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

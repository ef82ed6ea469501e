"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "#app/_words/words-provider.tsx";
import { formatsOf, type TimeStyle } from "./format.ts";
import { useZone } from "./zone.tsx";

type LocalTimeProps = {
  /** ISO 8601. */
  at: string;
  style?: TimeStyle;
};

const never = () => () => {};

/**
 * A moment in the reader's own zone, which their browser told us with an earlier page. On the very first page it is
 * there, unseen, in UTC until the browser says: nobody reads one time and then another.
 */
export function LocalTime({ at, style = "datetime" }: LocalTimeProps) {
  const format = formatsOf(useLocale());
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const zone = useZone();
  return (
    <time dateTime={at} data-zone={inBrowser || zone ? undefined : "unknown"}>
      {format.time(new Date(at), style, inBrowser ? undefined : (zone ?? "UTC"))}
    </time>
  );
}

/** A day that is known in UTC only: the same for every reader. */
export function UtcDay({ at }: { at: Date }) {
  const format = formatsOf(useLocale());
  const day = at.toISOString().slice(0, 10);
  return <time dateTime={day}>{format.time(at, "date", "UTC")}</time>;
}

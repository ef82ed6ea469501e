"use client";

import { useSyncExternalStore } from "react";
import { useLocale } from "#app/_words/words-provider.tsx";
import { formatsOf, type TimeStyle } from "./format.ts";

type LocalTimeProps = {
  /** ISO 8601. */
  at: string;
  style?: TimeStyle;
};

const never = () => () => {};

/** A moment in the reader's own zone; in UTC, and saying so, until the browser has told us which that is. */
export function LocalTime({ at, style = "datetime" }: LocalTimeProps) {
  const format = formatsOf(useLocale());
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <time dateTime={at}>{format.time(new Date(at), style, inBrowser ? undefined : "UTC")}</time>;
}

/** A day that is known in UTC only: the same for every reader. */
export function UtcDay({ at }: { at: Date }) {
  const format = formatsOf(useLocale());
  const day = at.toISOString().slice(0, 10);
  return <time dateTime={day}>{format.time(at, "date", "UTC")}</time>;
}

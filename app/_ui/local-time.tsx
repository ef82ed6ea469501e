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

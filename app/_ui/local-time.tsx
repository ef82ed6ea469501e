"use client";

import { useSyncExternalStore } from "react";
import { formatTime, type TimeStyle } from "./format.ts";

type LocalTimeProps = {
  /** ISO 8601. */
  at: string;
  style?: TimeStyle;
};

const never = () => () => {};

/** A moment in the reader's own zone; in UTC, and saying so, until the browser has told us which that is. */
export function LocalTime({ at, style = "datetime" }: LocalTimeProps) {
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return <time dateTime={at}>{formatTime(new Date(at), style, inBrowser ? undefined : "UTC")}</time>;
}

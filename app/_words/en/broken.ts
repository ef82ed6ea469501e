import type { Area } from "../message.ts";

/** What a page says that broke. Part of every page's script, in every language: it must not need what broke. */
export const broken = {
  brokenTitle: "This page could not be shown",
  brokenText: "The fault is ours and has been reported. What was saved is safe.",
  awayTitle: "We cannot reach our database",
  awayText:
    "The fault is ours. You are still signed in, and what was saved is safe. Try again in a few seconds.",
  reference: "Reference",
  tryAgain: "Try again",
} as const satisfies Area;

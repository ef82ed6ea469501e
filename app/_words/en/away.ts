import type { Area } from "../message.ts";

/** What every page says while the database is away, and to who asks for more pages than anybody reads. */
export const away = {
  title: "We cannot reach our database",
  text: "The fault is ours. You are still signed in, and what was saved is safe.",
  again:
    "<again>Try again</again> in a few seconds. Does it last? Write to the team that invited you and give reference {reference}.",
  busyTitle: "That is many pages at once",
  busyText: "Wait a few seconds. You are still signed in, and what was saved is safe.",
} as const satisfies Area;

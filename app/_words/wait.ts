import type { access } from "./en/access.ts";
import type { Words } from "./message.ts";

/** A wait this short is over before its number is read. */
const FEW_SECONDS = 5;

/** Seconds that somebody has to wait, never fewer than there are: “a few seconds”, “20 seconds”, “2 minutes”. */
export function waitWords(seconds: number, t: Words<typeof access>): string {
  if (seconds <= FEW_SECONDS) return t("fewSeconds");
  const tens = Math.ceil(seconds / 10) * 10;
  return tens < 60 ? t("seconds", { count: tens }) : t("minutes", { count: Math.ceil(seconds / 60) });
}

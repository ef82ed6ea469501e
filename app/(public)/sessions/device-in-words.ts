import type { access } from "#app/_words/en/access.ts";
import type { Words } from "#app/_words/message.ts";

const BROWSERS: [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Windows/, "Windows"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** A user agent as a person knows it: "Firefox on Linux". */
export function deviceInWords(userAgent: string | null, t: Words<typeof access>): string {
  const find = (list: [RegExp, string][]) => list.find(([form]) => userAgent && form.test(userAgent))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return t("browserOn", { browser, system });
  return browser ?? system ?? t("otherProgram");
}

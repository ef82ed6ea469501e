import type { LanguageStatus } from "../sandbox/detect.ts";

/** What several workers have between them: a language is on where any has it. In the order of the first that names it. */
export function mergeLanguages(reports: readonly (readonly LanguageStatus[])[]): LanguageStatus[] {
  const merged = new Map<string, LanguageStatus>();
  for (const status of reports.flat()) {
    const known = merged.get(status.id);
    if (!known || (!known.on && status.on)) merged.set(status.id, status);
  }
  return [...merged.values()];
}

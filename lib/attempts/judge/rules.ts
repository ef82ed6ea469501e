/** Why code waits that nobody can judge now; null when somebody can. */
export function missingFor(
  available: { judge: boolean; languages: ReadonlySet<string> },
  language: string,
): "judge" | "language" | null {
  if (!available.judge) return "judge";
  return available.languages.has(language) ? null : "language";
}

const NAMES: Record<string, string> = { python: "Python 3", javascript: "JavaScript (Node.js)" };

/** A language as the candidate reads it. */
export function languageName(id: string): string {
  return NAMES[id] ?? id;
}

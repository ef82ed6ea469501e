/** Patterns of an author's file are short; past this one is a mistake, or meant to hang the reader. */
const MAX_PATTERN = 200;
/** `{a,b}` in a pattern: each doubles the work. */
const MAX_BRACES = 4;

/**
 * The globs of submissions.yaml: `*` within one name, `{a,b}`; a pattern that names a folder takes all below it.
 * Read by hand, name by name: a pattern is never made into a regular expression.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  if (pattern.length > MAX_PATTERN) return false;
  return expand(pattern, MAX_BRACES).some((plain) => {
    const wanted = plain.replace(/\/+$/, "").split("/");
    const parts = path.split("/");
    return (
      wanted.length <= parts.length && wanted.every((part, index) => matchesName(part, parts[index] ?? ""))
    );
  });
}

function expand(pattern: string, left: number): string[] {
  const open = pattern.indexOf("{");
  const close = pattern.indexOf("}", open);
  if (open < 0 || close < 0 || left === 0) return [pattern];
  return pattern
    .slice(open + 1, close)
    .split(",")
    .flatMap((choice) => expand(pattern.slice(0, open) + choice + pattern.slice(close + 1), left - 1));
}

/** The pieces between the stars stand in the name in their order. */
function matchesName(pattern: string, name: string): boolean {
  const [first = "", ...pieces] = pattern.split("*");
  const last = pieces.pop();
  if (last === undefined) return pattern === name;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

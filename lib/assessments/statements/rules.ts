/*
 * What a page can set within a moment. Reading Markdown costs far more than its length where it nests or where brackets
 * stay open, so that a few kilobytes could hold every candidate's portal up. Counted line by line before anything is
 * read: whatever is within these bounds is set in well under a second.
 */

/** About twenty pages. */
export const MAX_STATEMENT_CHARACTERS = 50_000;
/** Quotes and lists that one line begins. */
const MAX_DEPTH = 30;
/** The same added up over all lines, and the steps by which lists are indented. */
const MAX_NESTING = 2_000;
const MAX_COLUMNS = 60;
const MAX_CELLS = 2_000;
/** In one block: text without an empty line. */
const MAX_BRACKETS = 2_000;
const MAX_TAGS = 300;
/** Stars, underscores and tildes that may begin or end an emphasis. */
const MAX_EMPHASES = 1_000;
const MAX_EMPHASES_IN_ALL = 4_000;
/** Backticks or dollars in a row. */
const MAX_RUN = 20;

const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/;
const RUN = new RegExp(`\`{${MAX_RUN + 1}}|\\\${${MAX_RUN + 1}}`);

/** Why a page would not set this Markdown, with what to do; null: it would. */
export function statementFault(markdown: string): string | null {
  if (markdown.length > MAX_STATEMENT_CHARACTERS)
    return `is longer than ${MAX_STATEMENT_CHARACTERS} characters; shorten it, or attach the rest as a file`;
  return (
    lineFault(markdown.split(/\r\n|\r|\n/)) ??
    blockFault(markdown.split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/))
  );
}

function lineFault(lines: readonly string[]): string | null {
  let nesting = 0;
  let cells = 0;
  for (const line of lines) {
    const begun = CONTAINERS.exec(line)?.[0];
    if (begun !== undefined) {
      const depth = count(begun, />|[-+*]|\d+[.)]/g);
      if (depth > MAX_DEPTH) return `has more than ${MAX_DEPTH} quotes or lists within each other; use fewer`;
      nesting += depth - 1 + Math.floor((/^[ \t]*/.exec(line)?.[0].length ?? 0) / 2);
    }
    const columns = count(line, /\|/g);
    if (columns > MAX_COLUMNS) return `has a table of more than ${MAX_COLUMNS} columns; use fewer`;
    cells += columns;
  }
  if (nesting > MAX_NESTING) return "has too many lists and quotes within each other; use fewer levels";
  if (cells > MAX_CELLS) return `has tables of more than ${MAX_CELLS} cells in all; shorten them`;
  return null;
}

function blockFault(blocks: readonly string[]): string | null {
  let emphases = 0;
  for (const block of blocks) {
    if (count(block, /[[\]]/g) > MAX_BRACKETS)
      return `has more than ${MAX_BRACKETS} square brackets without an empty line; remove some, or divide the text`;
    if (count(block, /<[A-Za-z!?]/g) > MAX_TAGS)
      return `has more than ${MAX_TAGS} HTML tags without an empty line; remove them, for no page shows them`;
    if (RUN.test(block)) return `has more than ${MAX_RUN} backticks or dollars in a row; use fewer`;
    const marks = count(block, /(?<!\w)[*_~]+|[*_~]+(?!\w)/g);
    emphases += marks;
    if (marks > MAX_EMPHASES || emphases > MAX_EMPHASES_IN_ALL)
      return "has too many stars, underscores or tildes that may be emphasis; divide the text, or write them as code";
  }
  return null;
}

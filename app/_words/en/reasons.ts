import type { Area } from "../message.ts";

/** Why a test was not passed, as the judge writes it in English for teams and programs; a candidate reads it in their language. */
export const reasons = {
  // Rows of a query.
  noColumn: "Your result has no column “{name}”. It has: {list}.",
  moreColumn: "Your result has a column that is not asked for: “{name}”.",
  columnCount: {
    one: "Expected {count} column, your result has {returned}.",
    other: "Expected {count} columns, your result has {returned}.",
  },
  wrongOrder: "The rows are right, but not in the order that is asked for.",
  noRows: {
    one: "Your result has no rows; {count} row expected.",
    other: "Your result has no rows; {count} rows expected.",
  },
  otherRows: {
    one: "Your result has {count} row, {expected} expected: {parts}.",
    other: "Your result has {count} rows, {expected} expected: {parts}.",
  },
  rowsMissing: { one: "{count} expected row missing", other: "{count} expected rows missing" },
  rowsExtra: { one: "{count} row not expected", other: "{count} rows not expected" },
  manyRows: "Your result is larger than {rows} rows or {size} MiB.",
  leftOpen: "A transaction was left open, so its changes were undone.",
  noSelect: "There is no result: end with a SELECT.",
  noResult: "No result came back.",
  atLine: "{said} (in the statement that begins at line {line})",
  sqlite: "SQLite says: {said}",
  noAttach: "Other databases cannot be attached here.",
  noDetach: "Databases cannot be detached here.",
  noPragma: "PRAGMA cannot be used here; the tables are shown beside the question.",
  noExtension: "Extensions cannot be loaded here.",
  noTemporary: "Temporary tables, views and triggers cannot be made here.",
  onlyReads: "This question takes a query that only reads: SELECT, or WITH and SELECT.",
  notHere: "This statement cannot be used here.",
  // Values of a function.
  otherValue: "expected {expected}, returned {returned}",
  missingKey: "the key {key} is missing",
  extraKey: "the key {key} is not expected",
  misfit: "Your function returned {found} where {wanted} was expected.",
  endedBefore: "Your program ended before your function returned a value.",
  noValue: "Your program ended as if all were well, yet your function returned no value.",
  threw: "Your function ended with an error: {said}",
  noFunction: "There is no function of that name in your code. It is called as: {call}",
  otherArguments: "Your function does not take these arguments ({said}). It is called as: {call}",
  // What was printed.
  atOutputLine: "line {line}: {said}",
  extraOutput: "unexpected extra output {found}",
  endsEarly: "the output ends too early",
  otherOutput: "expected {expected}, got {found}",
  otherSpace: "white space differs",
  leftTalk: "the program ended before the talk was over",
  // Limits.
  cpuTime: "Used {used} of CPU time; the limit is {limit}.",
  realTimeWaiting: "Still running after {used} of real time, mostly waiting.",
  realTime: "Still running after {used} of real time.",
  memory: "Needed more than {size} of memory.",
  output: "Wrote more than {size}.",
} as const satisfies Area;

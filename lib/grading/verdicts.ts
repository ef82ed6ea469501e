/** What the judge can say about a program, closed: a new word here is a new row in every switch. */
export const VERDICTS = ["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE", "JE"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The one vocabulary for people, in English: the portal's catalogue, the publish gate and `npm run judge` say these. */
export const VERDICT_WORDS = {
  AC: "Passed",
  WA: "Wrong answer",
  RTE: "Crashed",
  CE: "Did not compile",
  TLE: "Too slow",
  MLE: "Too much memory",
  OLE: "Too much output",
  JE: "Not run yet: our fault",
} as const satisfies Record<Verdict, string>;

/** As part of a sentence: “wrong answer”. */
export function verdictWords(verdict: Verdict): string {
  return VERDICT_WORDS[verdict].toLowerCase();
}

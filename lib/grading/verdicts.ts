/** What the judge can say about a program, closed: a new word here is a new row in every switch. */
export const VERDICTS = ["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE", "JE"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Words for people. JE is never the candidate's failure, and its label says so. */
export const VERDICT_LABELS: Record<Verdict, string> = {
  AC: "Accepted",
  WA: "Wrong answer",
  TLE: "Time limit exceeded",
  MLE: "Memory limit exceeded",
  OLE: "Output limit exceeded",
  RTE: "Run-time error",
  CE: "Compile error",
  JE: "Judge error (not counted against the candidate)",
};

import {
  braces,
  bug,
  check,
  circleDashed,
  loaderCircle,
  memoryStick,
  scrollText,
  timer,
  wrench,
  x,
} from "#app/_ui/icons.ts";
import { type Face, StatusFace } from "#app/_ui/status.tsx";

const faces = {
  AC: { icon: check, word: "Passed", tone: "pass" },
  WA: { icon: x, word: "Wrong answer", tone: "fail" },
  RTE: { icon: bug, word: "Crashed", tone: "fail" },
  CE: { icon: braces, word: "Did not compile", tone: "fail" },
  TLE: { icon: timer, word: "Too slow", tone: "warn" },
  MLE: { icon: memoryStick, word: "Too much memory", tone: "warn" },
  OLE: { icon: scrollText, word: "Too much output", tone: "warn" },
  JE: { icon: wrench, word: "Not run yet: our fault", tone: "neutral" },
  queued: { icon: circleDashed, word: "Waiting to run", tone: "neutral" },
  running: { icon: loaderCircle, word: "Running", tone: "neutral" },
} satisfies Record<string, Face>;

/** A query does not crash: SQLite refuses it. */
const SQL_ERROR: Face = { icon: braces, word: "SQL error", tone: "fail" };

export type VerdictCode = keyof typeof faces;

/** The verdict in words, for sentences and live regions. */
export function verdictWord(code: VerdictCode): string {
  return faces[code].word;
}

/** A verdict by outline, word and colour; only what runs now moves. */
export function Verdict({ code, sql = false }: { code: VerdictCode; sql?: boolean }) {
  return <StatusFace face={sql && code === "RTE" ? SQL_ERROR : faces[code]} spinning={code === "running"} />;
}

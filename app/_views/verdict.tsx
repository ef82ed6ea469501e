"use client";

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
import { useWords } from "#app/_words/words-provider.tsx";

const faces = {
  AC: { icon: check, tone: "pass" },
  WA: { icon: x, tone: "fail" },
  RTE: { icon: bug, tone: "fail" },
  CE: { icon: braces, tone: "fail" },
  TLE: { icon: timer, tone: "warn" },
  MLE: { icon: memoryStick, tone: "warn" },
  OLE: { icon: scrollText, tone: "warn" },
  JE: { icon: wrench, tone: "neutral" },
  queued: { icon: circleDashed, tone: "neutral" },
  running: { icon: loaderCircle, tone: "neutral" },
} satisfies Record<string, Omit<Face, "word">>;

/** A query does not crash: SQLite refuses it. */
const SQL_ERROR: Omit<Face, "word"> = { icon: braces, tone: "fail" };

export type VerdictCode = keyof typeof faces;

/** A verdict by outline, word and colour; only what runs now moves. */
export function Verdict({ code, sql = false }: { code: VerdictCode; sql?: boolean }) {
  const t = useWords("verdicts");
  const isSqlError = sql && code === "RTE";
  const face = isSqlError ? SQL_ERROR : faces[code];
  const word = t(isSqlError ? "sqlError" : code);
  return <StatusFace face={{ ...face, word }} spinning={code === "running"} />;
}

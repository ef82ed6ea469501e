import { allowedMinutes } from "#lib/candidates/rules.ts";
import {
  cutText,
  formatCount,
  formatPoints,
  type ItemFacts,
  isReviewedByPeople,
  itemState,
  type Score,
  type Standing,
  scoreText,
  standingText,
  timeText,
} from "../rules.ts";

const NBSP = "\u00a0";

export interface ReportFacts {
  state: "in_progress" | "submitted" | "graded";
  items: readonly ItemFacts[];
  score: Score | null;
  standing: Standing;
  cutPercent: number | null;
  usedMinutes: number | null;
  allowedMinutes: number;
}

/** The first line of a report: how good, of how many, the cut, in what time; or what is still missing. */
export function headline(facts: ReportFacts): string {
  if (facts.state === "in_progress")
    return `Started; ${formatCount(Math.round(facts.allowedMinutes))}${NBSP}min to work.`;
  const time = facts.usedMinutes === null ? "" : `${timeText(facts.usedMinutes, facts.allowedMinutes)}.`;
  if (facts.state === "submitted") return [gradingText(facts.items), time].filter(Boolean).join(" ");
  if (!facts.score || facts.score.maxPoints <= 0)
    return ["Nothing is scored yet.", time].filter(Boolean).join(" ");
  const standing = standingText(facts.standing);
  const first = `${scoreText(facts.score)}${standing ? `, ${standing}` : ""}.`;
  return [first, cutText(facts.cutPercent, facts.score), time].filter(Boolean).join(" ");
}

/** "Grading 2 of 3 questions." or, when the judge itself is in trouble, that nothing is lost. */
export function gradingText(items: readonly ItemFacts[]): string {
  const judged = items.filter((item) => !isReviewedByPeople(item));
  if (judged.some((item) => itemState(item) === "judge_waiting")) {
    return "Judge waiting: score will follow, nothing is lost.";
  }
  const open = judged.filter((item) => itemState(item) !== "scored").length;
  if (open === 0) return "Submitted.";
  return `Grading ${open} of ${judged.length} ${judged.length === 1 ? "question" : "questions"}.`;
}

/** "1 answer waits for a reviewer and is not in the score."; empty when none does. */
export function reviewText(items: readonly ItemFacts[]): string {
  const waiting = items.filter((item) => itemState(item) === "needs_review").length;
  if (waiting === 0) return "";
  return waiting === 1
    ? "1 answer waits for a reviewer and is not in the score yet."
    : `${waiting} answers wait for a reviewer and are not in the score yet.`;
}

/** What became of answers that a person sent to the judge again; `unfinished`: of all that the judge reads. */
export function regradeText(
  { answers, before }: { answers: number; before: Score | null },
  unfinished: number,
): string {
  if (unfinished === 0)
    return before ? `Judged again. The score was ${scoreText(before)} before.` : "Judged again.";
  const done = Math.max(0, answers - unfinished);
  return `Being judged again: ${done} of ${answers} ${answers === 1 ? "answer" : "answers"} done.`;
}

/** A recorded event in neutral words: what happened, never what it might mean. */
export function eventText(kind: string, data: unknown): string {
  const characters = (data as { characters?: unknown } | null)?.characters;
  switch (kind) {
    case "paste":
      return typeof characters === "number" ? `Pasted ${formatCount(characters)} characters` : "Pasted text";
    case "left_page":
      return "Left the page";
    case "returned":
      return "Came back to the page";
    case "focus_lost":
      return "Another window came to the front";
    case "focus_back":
      return "The page's window came back to the front";
    case "address_changed":
      return "Went on from another network";
    case "connection_lost":
      return "Lost the connection";
    case "connection_back":
      return "Connection back";
    default:
      return kind.replaceAll("_", " ");
  }
}

/** "60 min (40 + 50 %), adjusted by 5 min": what this candidate's clock was made of. */
export function timeNote(time: {
  baseMinutes: number;
  timeMultiplier: number;
  adjustmentSeconds: number;
}): string {
  const { baseMinutes, timeMultiplier, adjustmentSeconds } = time;
  const extra = Math.round((timeMultiplier - 1) * 100);
  const total = allowedMinutes(baseMinutes, timeMultiplier);
  const planned = `${total}${NBSP}min${extra > 0 ? ` (${baseMinutes} + ${extra}${NBSP}%)` : ""}`;
  if (adjustmentSeconds === 0) return planned;
  const minutes = formatPoints(Math.abs(adjustmentSeconds) / 60);
  return `${planned}, ${adjustmentSeconds > 0 ? "plus" : "minus"} ${minutes}${NBSP}min`;
}

/** "1 min 20 s: A run waited for the judge.": a line of the ledger; of one that others had given already, that. */
export function creditNote({ seconds, reason }: { seconds: number; reason: string }): string {
  if (seconds === 0) return `Included in the other lines: ${reason}`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const time = [minutes > 0 ? `${minutes}${NBSP}min` : "", rest > 0 ? `${rest}${NBSP}s` : ""];
  return `${time.filter(Boolean).join(" ")}: ${reason}`;
}

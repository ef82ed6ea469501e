import {
  ban,
  circleAlert,
  circleCheck,
  circleDashed,
  circleDot,
  clock,
  flag,
  type IconShapes,
} from "#app/_ui/icons.ts";
import { Status, type StatusTone } from "#app/_ui/status.tsx";
import type { CandidateStatus } from "#lib/candidates/rules.ts";
import { formatPoints, type Score } from "#lib/review/rules.ts";
import type { DecisionKind } from "#lib/review/schema.ts";

const NBSP = "\u00a0";

const faces: Record<CandidateStatus, { icon: IconShapes; word: string; tone?: StatusTone }> = {
  invited: { icon: circleDashed, word: "Invited" },
  started: { icon: clock, word: "Started" },
  submitted: { icon: circleDot, word: "Submitted" },
  graded: { icon: circleCheck, word: "Graded" },
  decided: { icon: flag, word: "Decided" },
  expired: { icon: circleAlert, word: "Expired", tone: "warn" },
  withdrawn: { icon: ban, word: "Withdrawn" },
};

/** Where a candidate stands, by outline and word. */
export function CandidateState({ status }: { status: CandidateStatus }) {
  const { icon, tone, word } = faces[status];
  return (
    <Status icon={icon} tone={tone}>
      <span className="whitespace-nowrap">{word}</span>
    </Status>
  );
}

/** The states with their words, in the order in which a candidate passes them. */
export const STATE_OPTIONS = Object.entries(faces).map(([value, { word }]) => ({ value, label: word }));

/** What was decided, said of the candidate. */
export const DECISION_WORDS: Record<DecisionKind, string> = {
  advance: "Advanced",
  hold: "On hold",
  reject: "Rejected",
};

/** “62 / 100”. */
export function scorePair({ points, maxPoints }: Score): string {
  return `${formatPoints(points)}${NBSP}/${NBSP}${formatPoints(maxPoints)}`;
}

/** A dash that is also heard. */
export function NoData({ words = "no data" }: { words?: string }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr-only">{words}</span>
    </>
  );
}

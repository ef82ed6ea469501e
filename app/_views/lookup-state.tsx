import { ban, circleCheck, circleDashed, minus } from "#app/_ui/icons.ts";
import { type Face, StatusFace } from "#app/_ui/status.tsx";

type LookupState = "none" | "unconfirmed" | "confirmed" | "denied";

const faces: Record<LookupState, Face> = {
  none: { icon: minus, tone: "neutral", word: "Not asked" },
  unconfirmed: { icon: circleDashed, tone: "neutral", word: "Unconfirmed" },
  confirmed: { icon: circleCheck, tone: "pass", word: "Confirmed" },
  denied: { icon: ban, tone: "fail", word: "Denied" },
};

/** What the partner last said of a candidate. */
export function LookupStatus({ state }: { state: LookupState }) {
  return <StatusFace face={faces[state]} />;
}

/** What that means for the candidate, and who does what next. */
export function lookupSentence(state: LookupState, partner: string): string {
  switch (state) {
    case "none":
      return `${partner} has not been asked about this candidate.`;
    case "unconfirmed":
      return `${partner} gave no usable answer. That did not stop the candidate; we ask again by ourselves.`;
    case "confirmed":
      return `${partner} confirmed this candidate.`;
    case "denied":
      return `${partner} denied this very candidate, so signing in is refused.`;
  }
}

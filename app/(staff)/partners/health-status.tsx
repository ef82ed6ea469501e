import { ban, check, circle, circleDashed, clock, eyeOff, triangleAlert, wrench } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { type Face, StatusFace } from "#app/_ui/status.tsx";
import type { Health, HealthState, Sentence } from "#lib/partners/health/state/rules.ts";

const FACES: Record<HealthState, Face> = {
  off: { icon: circle, tone: "neutral", word: "No look-ups" },
  quiet: { icon: circleDashed, tone: "neutral", word: "Quiet" },
  healthy: { icon: check, tone: "pass", word: "Healthy" },
  answering: { icon: clock, tone: "neutral", word: "Answering again" },
  degraded: { icon: triangleAlert, tone: "warn", word: "Degraded" },
  misconfigured: { icon: wrench, tone: "warn", word: "Misconfigured" },
  muted: { icon: eyeOff, tone: "neutral", word: "Muted" },
  disabled: { icon: ban, tone: "neutral", word: "Switched off" },
};

/** How a partner stands, in a word. */
export function HealthStatus({ health }: { health: Health }) {
  return <StatusFace face={FACES[health.state]} />;
}

/** A sentence with its moments in the reader's own zone. */
export function HealthSentence({ sentence }: { sentence: Sentence }) {
  return sentence.map((part) =>
    typeof part === "string" ? part : <LocalTime key={part.getTime()} at={part.toISOString()} />,
  );
}

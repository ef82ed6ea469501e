import {
  ban,
  check,
  circle,
  circleDashed,
  eyeOff,
  type IconShapes,
  triangleAlert,
  wrench,
} from "#app/_ui/icons.ts";
import { Status, type StatusTone } from "#app/_ui/status.tsx";
import type { HealthLine } from "#lib/partners/health/rules.ts";

const FACES: Record<HealthLine["state"] | "disabled", { icon: IconShapes; tone: StatusTone; word: string }> =
  {
    off: { icon: circle, tone: "neutral", word: "No look-ups" },
    quiet: { icon: circleDashed, tone: "neutral", word: "Quiet" },
    healthy: { icon: check, tone: "pass", word: "Healthy" },
    degraded: { icon: triangleAlert, tone: "warn", word: "Degraded" },
    misconfigured: { icon: wrench, tone: "warn", word: "Misconfigured" },
    muted: { icon: eyeOff, tone: "neutral", word: "Muted" },
    disabled: { icon: ban, tone: "neutral", word: "Switched off" },
  };

/** How a partner stands, in a word. */
export function HealthStatus({ health, disabled }: { health: HealthLine; disabled: boolean }) {
  const { icon, tone, word } = FACES[disabled ? "disabled" : health.state];
  return (
    <Status icon={icon} tone={tone}>
      {word}
    </Status>
  );
}

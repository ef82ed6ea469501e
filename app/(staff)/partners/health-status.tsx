import { ban, check, circle, circleDashed, type IconShapes, triangleAlert } from "#app/_ui/icons.ts";
import { Status, type StatusTone } from "#app/_ui/status.tsx";
import type { HealthLine } from "#lib/partners/health/rules.ts";

const FACES: Record<HealthLine["state"] | "disabled", { icon: IconShapes; tone: StatusTone; word: string }> =
  {
    off: { icon: circle, tone: "neutral", word: "No look-ups" },
    quiet: { icon: circleDashed, tone: "neutral", word: "Quiet" },
    healthy: { icon: check, tone: "pass", word: "Answering" },
    degraded: { icon: triangleAlert, tone: "warn", word: "Failing" },
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

import { check, circleDashed, fileText, type IconShapes, triangleAlert } from "#app/_ui/icons.ts";
import { Status, type StatusTone } from "#app/_ui/status.tsx";
import type { OutboxMail } from "#lib/mail/queries.ts";

const STATES: Record<OutboxMail["state"], { icon: IconShapes; tone: StatusTone; word: string }> = {
  queued: { icon: circleDashed, tone: "neutral", word: "Waiting" },
  sent: { icon: check, tone: "pass", word: "Sent" },
  kept: { icon: fileText, tone: "neutral", word: "Kept here" },
  failed: { icon: triangleAlert, tone: "fail", word: "Not sent" },
};

export function MailState({ mail }: { mail: Pick<OutboxMail, "state"> }) {
  const { icon, tone, word } = STATES[mail.state];
  return (
    <Status icon={icon} tone={tone}>
      {word}
    </Status>
  );
}

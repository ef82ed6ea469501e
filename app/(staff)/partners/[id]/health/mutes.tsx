import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { SelectField } from "#app/_ui/select-field.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { MuteView, PartnerHealthView } from "#lib/partners/health/queries.ts";
import { failureWords } from "#lib/partners/health/rules.ts";
import { FAILURE_KINDS, MUTE_HOURS } from "#lib/partners/health/schema.ts";
import { mute, unmute } from "../../actions.ts";

const HOUR_WORDS: Record<(typeof MUTE_HOURS)[number], string> = {
  1: "1 hour",
  4: "4 hours",
  24: "1 day",
  168: "1 week",
};

function LiveMute({ partnerId, live, canManage }: { partnerId: string; live: MuteView; canManage: boolean }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-b border-hairline py-2">
      <p className="max-w-prose">
        “{failureWords(live.kind).means}” is muted until <LocalTime at={live.until.toISOString()} /> by{" "}
        {live.by}: {live.reason.replace(/[.!?]$/, "")}. A new kind of failure still speaks up.
      </p>
      {canManage && (
        <Form action={unmute} scope={`unmute-${live.id}`}>
          <input type="hidden" name="partnerId" value={partnerId} />
          <input type="hidden" name="muteId" value={live.id} />
          <SubmitButton tone="secondary">
            Unmute<span className="sr-only"> “{failureWords(live.kind).means}”</span>
          </SubmitButton>
        </Form>
      )}
    </li>
  );
}

/** What is muted, by whom and why; and the form that mutes one more. */
export function Mutes({ health, canManage }: { health: PartnerHealthView; canManage: boolean }) {
  const { id, mutes, failures } = health;
  if (mutes.length === 0 && !canManage) return null;
  const failing = failures
    .map(({ kind }) => kind)
    .filter((kind) => !mutes.some((live) => live.kind === kind));
  const kinds = [...failing, ...FAILURE_KINDS.filter((kind) => !failing.includes(kind))];
  return (
    <Section title="Muting">
      <div id="mute" className="grid gap-5">
        {mutes.length > 0 && (
          <ul>
            {mutes.map((live) => (
              <LiveMute key={live.id} partnerId={id} live={live} canManage={canManage} />
            ))}
          </ul>
        )}
        {canManage && (
          <Form action={mute} scope="mute">
            <p className="max-w-prose text-muted">
              A muted kind is still counted here, but sends nothing to Sentry and no mail to the partner. It
              ends by itself. Another kind, or most look-ups failing for 15 minutes, still speaks up once.
            </p>
            <input type="hidden" name="partnerId" value={id} />
            <SelectField
              name="kind"
              label="Failure"
              options={kinds.map((kind) => ({ value: kind, label: failureWords(kind).means }))}
            />
            <SelectField
              name="hours"
              label="For"
              options={MUTE_HOURS.map((hours) => ({ value: String(hours), label: HOUR_WORDS[hours] }))}
              defaultValue="4"
            />
            <TextField
              name="reason"
              label="Reason"
              hint="Your colleagues read it: “Planned move until Friday.”"
              maxLength={200}
            />
            <div>
              <SubmitButton tone="secondary">Mute this failure</SubmitButton>
            </div>
          </Form>
        )}
      </div>
    </Section>
  );
}

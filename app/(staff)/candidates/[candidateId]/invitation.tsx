import { LinkButton } from "#app/_ui/button.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { mail } from "#app/_ui/icons.ts";
import { LocalTime, UtcDay } from "#app/_ui/local-time.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { CandidateState, DECISION_WORDS } from "#app/_views/score.tsx";
import { allowedMinutes } from "#lib/candidates/rules.ts";
import type { InvitationView } from "#lib/review/people/queries.ts";
import { scoreText, standingText } from "#lib/review/rules.ts";
import { resend } from "../actions.ts";

const NBSP = "\u00a0";

function Moment({ at, none }: { at: Date | null; none: string }) {
  return at ? <LocalTime at={at.toISOString()} /> : none;
}

function timeOf({ minutes, timeMultiplier }: InvitationView): string {
  const extra = Math.round((timeMultiplier - 1) * 100);
  if (extra === 0) return `${minutes}${NBSP}min`;
  const total = allowedMinutes(minutes, timeMultiplier);
  return `${total}${NBSP}min (${minutes} + ${extra}${NBSP}%)`;
}

function scoreSentence({ score, standing }: NonNullable<InvitationView["attempt"]>): string {
  if (!score || score.maxPoints <= 0) return "No score yet";
  const place = standingText(standing);
  return place ? `${scoreText(score)}, ${place}` : scoreText(score);
}

function AttemptFacts({ attempt }: { attempt: NonNullable<InvitationView["attempt"]> }) {
  const { decision } = attempt;
  return (
    <>
      <dt>Started</dt>
      <dd>
        <UtcDay at={attempt.startedOn} />
      </dd>
      <dt>Submitted</dt>
      <dd>
        <Moment at={attempt.submittedAt} none="Not yet" />
      </dd>
      <dt>Score</dt>
      <dd>{scoreSentence(attempt)}</dd>
      <dt>Decision</dt>
      <dd>
        {decision ? (
          <>
            {DECISION_WORDS[decision.kind]} by {decision.by},{" "}
            <LocalTime at={decision.at.toISOString()} style="date" />
          </>
        ) : (
          "None yet"
        )}
      </dd>
    </>
  );
}

function WindowFacts({ invitation }: { invitation: InvitationView }) {
  return (
    <>
      <dt>Invited</dt>
      <dd>
        <LocalTime at={invitation.createdAt.toISOString()} />
      </dd>
      <dt>Opened</dt>
      <dd>
        <Moment at={invitation.openedAt} none="Not yet" />
      </dd>
      <dt>Accepted</dt>
      <dd>
        <Moment at={invitation.acceptedAt} none="Not yet" />
      </dd>
      <dt>Start by</dt>
      <dd>
        <LocalTime at={invitation.expiresAt.toISOString()} />
      </dd>
    </>
  );
}

type InvitationProps = { invitation: InvitationView; candidate: string; mayInvite: boolean };

/** One invitation: where it stands, its times, then the next step: the report, or the link once more. */
export function Invitation({ invitation, candidate, mayInvite }: InvitationProps) {
  const { attempt, url } = invitation;
  const title = `${invitation.assessment}, version ${invitation.version}`;
  return (
    <article aria-label={title} className="grid gap-4 border-t border-hairline pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
          {title}
          <span className="font-normal">
            <CandidateState status={invitation.status} />
          </span>
        </h3>
        {attempt && (
          <LinkButton href={`/reports/${attempt.id}`}>
            Open the report
            <span className="sr-only">
              {" "}
              on {candidate}, {title}
            </span>
          </LinkButton>
        )}
      </div>
      <dl className="facts">
        <dt>Time</dt>
        <dd>{timeOf(invitation)}</dd>
        {attempt ? <AttemptFacts attempt={attempt} /> : <WindowFacts invitation={invitation} />}
      </dl>
      {url && (
        <>
          <CopyField label="Invitation link" value={url} />
          {mayInvite && (
            <Form action={resend} scope={invitation.id}>
              <input type="hidden" name="invitationId" value={invitation.id} />
              <SubmitButton tone="secondary" icon={mail} className="justify-self-start">
                Send the mail again
              </SubmitButton>
            </Form>
          )}
        </>
      )}
    </article>
  );
}

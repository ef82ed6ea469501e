import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { href } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { hasRole, type StaffActor } from "#lib/auth/actor.ts";
import { getPerson, type PersonView } from "#lib/review/people/queries.ts";
import { lift, withdraw } from "../actions.ts";
import { EraseData } from "./erase-data.tsx";
import { Invitation } from "./invitation.tsx";
import { PartnerWord } from "./partner-word.tsx";

/** Asked for by the title and by the page: read once. */
const loadPerson = cache(async (candidateId: string) => {
  const actor = await found(requireStaff());
  return { actor, person: await found(getPerson(actor, candidateId)) };
});

type Props = { params: Promise<{ candidateId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { person } = await loadPerson((await params).candidateId);
  return { title: `${person.name} · Candidates` };
}

/** What stands above everything else: that this person is out, by whom and why. */
function Ended({ person }: { person: PersonView }) {
  if (person.erased) {
    const { at, by } = person.erased;
    return (
      <Notice title="The data is deleted" className="mb-6">
        Erased on <LocalTime at={at.toISOString()} style="date" /> {by && `by ${by} `}at the candidate’s
        request. Name, address and answers are gone; a score is kept only where a decision rests on it.
      </Notice>
    );
  }
  if (person.withdrawn) {
    const { at, by, reason } = person.withdrawn;
    return (
      <Notice title="Access is ended" className="mb-6">
        {by} ended it on <LocalTime at={at.toISOString()} />. {reason && `Reason: ${reason}`}
      </Notice>
    );
  }
  if (!person.deniedAt) return null;
  return (
    <Notice
      tone="warn"
      title={`${person.partner?.name ?? "The partner"} denied this candidate`}
      className="mb-6"
    >
      Denied on <LocalTime at={person.deniedAt.toISOString()} />, so signing in is refused.{" "}
      {person.deniedReason && `Reason given: ${person.deniedReason}`}
    </Notice>
  );
}

function Facts({ person, actor }: { person: PersonView; actor: StaffActor }) {
  return (
    <dl className="facts">
      <dt>E-mail</dt>
      <dd className="wrap-anywhere">{person.email}</dd>
      <dt>Account</dt>
      <dd>{person.hasAccount ? "Has accepted an invitation" : "Not yet: no invitation accepted"}</dd>
      <dt>Source</dt>
      <dd>{person.partner ? person.partner.name : "Invited by the team"}</dd>
      {person.partner?.externalId && (
        <>
          <dt>Their id</dt>
          <dd className="font-mono wrap-anywhere">{person.partner.externalId}</dd>
        </>
      )}
      {person.profileUrl && (
        <>
          <dt>Profile</dt>
          <dd>
            <a href={person.profileUrl} rel="noreferrer" className="link wrap-anywhere">
              {person.profileUrl}
            </a>
          </dd>
        </>
      )}
      {hasRole(actor, "manager") && (
        <>
          <dt>Sign-ins</dt>
          <dd>
            <TextLink href={href("/activity", { q: person.email })}>See every try to sign in</TextLink>
          </dd>
        </>
      )}
    </dl>
  );
}

function LiftDenial({ person }: { person: PersonView }) {
  const partner = person.partner?.name ?? "The partner";
  return (
    <Section title="Lift the denial">
      <p className="mb-3 max-w-prose text-muted">
        {person.name} may sign in again. {partner} is asked anew at that moment: if it still denies, access
        ends again, so settle it with them first. The reason is kept with your name.
      </p>
      <Form action={lift} scope="lift">
        <input type="hidden" name="candidateId" value={person.id} />
        <TextField name="reason" label="Reason" maxLength={500} />
        <SubmitButton tone="secondary" className="justify-self-start">
          Lift the denial
        </SubmitButton>
      </Form>
    </Section>
  );
}

function EndAccess({ person }: { person: PersonView }) {
  return (
    <Section title="End access">
      <p className="mb-3 max-w-prose text-muted">
        Open invitations stop working and {person.name} is signed out. What a running attempt has saved stays
        saved. This cannot be undone; the reason is kept with your name.
      </p>
      <Form action={withdraw} scope="withdraw">
        <input type="hidden" name="candidateId" value={person.id} />
        <TextField name="reason" label="Reason" maxLength={500} />
        <SubmitButton tone="danger" className="justify-self-start">
          End access
        </SubmitButton>
      </Form>
    </Section>
  );
}

export default async function CandidatePage({ params }: Props) {
  const { actor, person } = await loadPerson((await params).candidateId);
  return (
    <>
      <Ended person={person} />
      <PageHeader title={person.name} back={{ href: "/candidates", label: "Candidates" }} />
      {!person.erased && <Facts person={person} actor={actor} />}
      <Section title={person.invitations.length === 1 ? "Invitation" : "Invitations"}>
        {person.invitations.length === 0 ? (
          <EmptyState>Nobody has invited {person.name} to an assessment yet.</EmptyState>
        ) : (
          <ul className="grid gap-8">
            {person.invitations.map((invitation) => (
              <li key={invitation.id}>
                <Invitation invitation={invitation} candidate={person.name} mayInvite={person.may.invite} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {person.partner && !person.erased && (
        <PartnerWord person={person} managed={hasRole(actor, "manager")} />
      )}
      {person.may.invite && !person.withdrawn && person.deniedAt && <LiftDenial person={person} />}
      {person.may.invite && !person.withdrawn && <EndAccess person={person} />}
      {person.may.invite && !person.erased && <EraseData person={person} />}
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SelectField } from "#app/_ui/select-field.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { LOCALE_NAMES, LOCALES } from "#app/_words/locales.ts";
import { listAssessments } from "#lib/assessments/queries.ts";
import { canInvite } from "#lib/candidates/policy.ts";
import { invitationEnd } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { invite } from "../actions.ts";
import { Invited } from "./invited.tsx";

export const metadata: Metadata = { title: "Invite a candidate · Candidates" };

/** The steps that accommodations usually come in. */
const TIMES = [
  { value: "1", label: "None" },
  { value: "1.25", label: "25 % more" },
  { value: "1.33", label: "33 % more" },
  { value: "1.5", label: "50 % more" },
  { value: "2", label: "Twice the time" },
  { value: "3", label: "Three times" },
];

const LANGUAGES = LOCALES.map((value) => ({ value, label: LOCALE_NAMES[value] }));

function lastDay(): string {
  const end = invitationEnd(undefined, now());
  return end.ok ? end.expiresAt.toISOString().slice(0, 10) : "";
}

export default async function InvitePage() {
  const actor = await found(requireStaff());
  if (!canInvite(actor)) notFound();
  const { rows } = await listAssessments(actor, { published: true });
  const assessments = rows.map((row) => ({
    value: row.id,
    label: `${row.name} (${row.durationMinutes} min)`,
  }));
  return (
    <>
      <PageHeader title="Invite a candidate" back={{ href: "/candidates", label: "Candidates" }} />
      {assessments.length === 0 ? (
        <EmptyState action={<TextLink href="/assessments">See the assessments</TextLink>}>
          There is nothing to invite anyone to: no assessment is published yet.
        </EmptyState>
      ) : (
        <Form action={invite} done={<Invited />}>
          <TextField name="name" label="Name" autoComplete="off" />
          <TextField
            name="email"
            label="E-mail"
            type="email"
            autoComplete="off"
            spellCheck={false}
            hint="The invitation belongs to this address."
          />
          <SelectField name="assessment" label="Assessment" options={assessments} />
          <SelectField
            name="timeMultiplier"
            label="Extra time"
            options={TIMES}
            hint="Added to everyone's time, for this candidate only. Reviewers see it in the report."
          />
          <SelectField
            name="locale"
            label="Language of the mails"
            options={LANGUAGES}
            hint="On the pages the candidate chooses for themselves."
          />
          <TextField
            name="expiresAt"
            label="Start by"
            type="date"
            defaultValue={lastDay()}
            optional
            hint="To the end of that day, UTC. It limits the start, not the time to work. Left empty: two weeks."
            className="max-w-56"
          />
          <SubmitButton className="justify-self-start">Send the invitation</SubmitButton>
        </Form>
      )}
    </>
  );
}

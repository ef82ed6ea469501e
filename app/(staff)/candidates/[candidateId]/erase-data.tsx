import { Form } from "#app/_ui/form.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { PersonView } from "#lib/review/people/queries.ts";
import { erase } from "../actions.ts";

/** For a candidate who asks the team: by themselves they do it under My data. */
export function EraseData({ person }: { person: PersonView }) {
  return (
    <Section title="Delete their data">
      <p className="mb-3 max-w-prose text-muted">
        When {person.name} asks for it. Name, address, answers, recorded events, reviews and mails go, here
        and now; the receipt’s fingerprint, the audit trail and a score that you have decided on stay, without
        the name. {person.partner ? `${person.partner.name} reads that the candidate withdrew. ` : ""}This
        cannot be undone, and is kept with your name.
      </p>
      <Form action={erase} scope="erase">
        <input type="hidden" name="candidateId" value={person.id} />
        <TextField
          name="email"
          type="email"
          label="The candidate’s e-mail address, to confirm"
          hint={`Type ${person.email}`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <SubmitButton tone="danger" className="justify-self-start">
          Delete the data for good
        </SubmitButton>
      </Form>
    </Section>
  );
}

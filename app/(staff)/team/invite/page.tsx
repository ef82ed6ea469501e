import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { invite } from "../actions.ts";
import { ROLE_OPTIONS } from "../role-words.ts";

export const metadata: Metadata = { title: "Invite a colleague · Team" };

export default async function InviteMemberPage() {
  await found(requireStaff("owner"));
  return (
    <>
      <PageHeader
        title="Invite a colleague"
        back={{ href: "/team", label: "Team" }}
        meta="They get a mail with a link that works once, for a week. Inviting the same address again replaces the link."
      />
      <Form action={invite}>
        <TextField name="name" label="Name" autoComplete="off" />
        <TextField name="email" label="E-mail" type="email" autoComplete="off" spellCheck={false} />
        <ChoiceField name="role" legend="Role" options={ROLE_OPTIONS} defaultValue="reviewer" />
        <div>
          <SubmitButton>Send the invitation</SubmitButton>
        </div>
      </Form>
      <p className="mt-8">
        <TextLink href="/outbox">See the mails in the outbox</TextLink>
      </p>
    </>
  );
}

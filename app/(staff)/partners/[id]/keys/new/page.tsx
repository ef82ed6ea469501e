import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { getPartner } from "#lib/partners/queries.ts";
import { SCOPES } from "#lib/partners/schema.ts";
import { makeKey } from "../../../actions.ts";
import { NewKey } from "../new-key.tsx";

export const metadata: Metadata = { title: "Make a key · Partners" };

const SCOPE_OPTIONS = [
  { value: "assessments:read", label: "Read the assessments", hint: "To choose one for a candidate." },
  { value: "candidates:write", label: "Send and withdraw candidates" },
  { value: "candidates:read", label: "Read candidates' status and score" },
];

export default async function NewKeyPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await found(requireStaff("manager"));
  const partner = await found(getPartner(actor, (await params).id));
  const back = `/partners/${partner.id}`;
  return (
    <>
      <PageHeader title={`Make a key for ${partner.name}`} back={{ href: back, label: partner.name }} />
      <Form action={makeKey} done={<NewKey backHref={back} />}>
        <input type="hidden" name="partnerId" value={partner.id} />
        <TextField name="name" label="Name" hint="Where it will be used: “Production”." autoComplete="off" />
        <ChoiceField
          type="checkbox"
          name="scopes[]"
          legend="What it may do"
          options={SCOPE_OPTIONS}
          defaultValue={SCOPES}
        />
        <TextField
          name="expiresAt"
          label="Last day"
          optional
          hint="Left empty, it works until it is revoked."
          type="date"
          className="max-w-48"
        />
        <div>
          <SubmitButton>Make the key</SubmitButton>
        </div>
      </Form>
    </>
  );
}

import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { create } from "../actions.ts";
import { PartnerFields } from "../partner-fields.tsx";

export const metadata: Metadata = { title: "Add a partner · Partners" };

export default async function NewPartnerPage() {
  await found(requireStaff("manager"));
  return (
    <>
      <PageHeader
        title="Add a partner"
        back={{ href: "/partners", label: "Partners" }}
        meta="Its first key is made on the next page."
      />
      <Form action={create}>
        <PartnerFields />
        <div>
          <SubmitButton>Add the partner</SubmitButton>
        </div>
      </Form>
    </>
  );
}

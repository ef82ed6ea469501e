import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireStaff } from "#app/_edge/session.ts";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { canAuthor } from "#lib/assessments/policy.ts";
import { createDraft } from "../actions.ts";
import { SettingsFields } from "../settings-fields.tsx";

export const metadata: Metadata = { title: "New assessment · Assessments" };

export default async function NewAssessmentPage() {
  if (!canAuthor(await requireStaff())) notFound();
  return (
    <>
      <PageHeader
        title="New assessment"
        back={{ href: "/assessments", label: "Assessments" }}
        meta="First its name and time; the questions come on the next page. Nobody sees it until you publish it."
      />
      <Form action={createDraft}>
        <SettingsFields />
        <div>
          <SubmitButton>Start the draft</SubmitButton>
        </div>
      </Form>
    </>
  );
}

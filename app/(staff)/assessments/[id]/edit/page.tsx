import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { judgedLanguages, LanguagesOff } from "#app/_views/languages-off.tsx";
import { type DraftView, getDraft } from "#lib/assessments/drafts/queries.ts";
import { listQuestions } from "#lib/assessments/questions/queries.ts";
import { discard, saveOrPublish } from "../../actions.ts";
import { SettingsFields } from "../../settings-fields.tsx";
import { DraftItems } from "./draft-items.tsx";
import { LibraryPicker } from "./library-picker.tsx";
import { PublishGate } from "./publish-gate.tsx";

type EditPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

/** The buttons of the library stand outside the form and belong to it by this id. */
const FORM_ID = "draft";
/** About as long as the form beside it. */
const PICKER_SIZE = 15;

const load = cache(async (id: string) => found(getDraft(await requireStaff(), id)));

export async function generateMetadata({ params }: EditPageProps): Promise<Metadata> {
  return { title: `Edit ${(await load((await params).id)).name} · Assessments` };
}

export default async function EditPage({ params, searchParams }: EditPageProps) {
  const draft = await load((await params).id);
  const query = await readParams(searchParams);
  const library = await listQuestions(await requireStaff(), {
    search: query.q,
    size: PICKER_SIZE,
    ...pageRequest(query),
  });
  const address = `/assessments/${draft.assessmentId}`;
  return (
    <>
      <PageHeader
        title={draft.name}
        back={{ href: address, label: "Assessment" }}
        meta={
          draft.number === 1
            ? "Draft. Nobody sees it yet."
            : `Draft of version ${draft.number}. Candidates still get the one before.`
        }
        actions={
          <LinkButton href={`${address}/preview?version=${draft.number}`}>Preview as candidate</LinkButton>
        }
      />
      <LanguagesOff languages={draft.items.flatMap(judgedLanguages)} />
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_22.5rem]">
        <div className="min-w-0">
          <Form action={saveOrPublish} id={FORM_ID} className="max-w-column!">
            <Section title="Settings">
              <div className="grid max-w-form gap-5">
                <SettingsFields settings={draft} />
                <div>
                  <SubmitButton tone="secondary" name="intent" value="save">
                    Save the draft
                  </SubmitButton>
                </div>
              </div>
            </Section>
            <Section title="Questions, in their order">
              <DraftItems items={draft.items} />
              <PublishGate draft={draft} />
            </Section>
            <input type="hidden" name="assessmentId" value={draft.assessmentId} />
          </Form>
          <Discard draft={draft} />
        </div>
        <LibraryPicker
          form={FORM_ID}
          address={`${address}/edit`}
          search={query.q}
          page={library}
          chosen={draft.items.map((item) => item.questionId)}
        />
      </div>
    </>
  );
}

function Discard({ draft }: { draft: DraftView }) {
  const first = draft.number === 1;
  return (
    <Disclosure summary="Discard this draft" className="mt-10">
      <Form action={discard}>
        <input type="hidden" name="assessmentId" value={draft.assessmentId} />
        <p>
          {first
            ? "The draft is deleted, and the assessment with it, for it was never published."
            : "The draft is deleted. What is published stays as it is."}
        </p>
        <div>
          <SubmitButton tone="danger">Discard the draft</SubmitButton>
        </div>
      </Form>
    </Disclosure>
  );
}

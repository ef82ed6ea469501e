import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { formatCount, formatDuration } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { judgedLanguages, LanguagesOff } from "#app/_views/languages-off.tsx";
import { plural, QUESTION_KIND } from "#app/_views/question-words.ts";
import { canAuthor } from "#lib/assessments/policy.ts";
import {
  type AssessmentVersionView,
  type AssessmentView,
  getAssessment,
  type ItemView,
} from "#lib/assessments/queries.ts";
import { editNextVersion } from "../actions.ts";
import { AfterwardsForm } from "./afterwards-form.tsx";

type AssessmentPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string) => found(getAssessment(await requireStaff(), id)));

export async function generateMetadata({ params }: AssessmentPageProps): Promise<Metadata> {
  const { published, draft } = await load((await params).id);
  return { title: `${(published ?? draft)?.name} · Assessments` };
}

const ITEM_COLUMNS: Column<ItemView>[] = [
  {
    key: "title",
    header: "Question",
    cell: (item) => (
      <>
        {item.ordinal}.{" "}
        <TextLink href={`/questions/${item.questionId}?version=${item.questionVersionNumber}`}>
          {item.title}
        </TextLink>
      </>
    ),
  },
  { key: "kind", header: "Kind", cell: (item) => QUESTION_KIND[item.type] },
  { key: "points", header: "Points", align: "end", narrow: "end", cell: (item) => item.points },
];

export default async function AssessmentPage({ params, searchParams }: AssessmentPageProps) {
  const assessment = await load((await params).id);
  const { published: justPublished } = await readParams(searchParams);
  const { published, draft } = assessment;
  const shown = published ?? draft;
  const author = canAuthor(await requireStaff());
  if (!shown) return null;
  return (
    <>
      {justPublished && published && (
        <Notice tone="pass" className="mb-6" title={`Version ${published.number} is published.`}>
          Candidates who are invited from now on take it.
        </Notice>
      )}
      <LanguagesOff languages={shown.items.flatMap(judgedLanguages)} />
      <PageHeader
        title={shown.name}
        back={{ href: "/assessments", label: "Assessments" }}
        meta={<Facts version={shown} />}
        actions={<Actions assessment={assessment} author={author} />}
      />
      {shown.description && <p className="mb-8 max-w-prose whitespace-pre-line">{shown.description}</p>}
      <Section title={published ? "Questions" : "Questions in the draft"}>
        <Table
          caption="Questions in their order"
          captionHidden
          columns={ITEM_COLUMNS}
          rows={shown.items}
          rowKey={(item) => item.id}
          empty={<p className="text-muted">No questions yet.</p>}
        />
      </Section>
      {author && <NextVersion assessment={assessment} />}
      {author && published && <AfterwardsForm assessment={assessment} />}
      <Versions assessment={assessment} />
    </>
  );
}

function Facts({ version }: { version: AssessmentVersionView }) {
  const { durationMinutes, items, points, cutScorePercent, number, publishedAt } = version;
  return (
    <>
      {formatDuration(durationMinutes * 60)} · {plural(items.length, "question")} · {plural(points, "point")}{" "}
      · {cutScorePercent === null ? "no cut score" : `cut score ${cutScorePercent}\u00a0%`} ·{" "}
      {publishedAt ? `version ${number}` : "draft, never published"}
    </>
  );
}

function Actions({ assessment: { id, published }, author }: { assessment: AssessmentView; author: boolean }) {
  return (
    <>
      <LinkButton href={`/assessments/${id}/preview${published ? `?version=${published.number}` : ""}`}>
        Preview as candidate
      </LinkButton>
      {author && published && (
        <LinkButton href={`/candidates/new?assessment=${id}`} tone="primary">
          Invite a candidate
        </LinkButton>
      )}
    </>
  );
}

function NextVersion({ assessment: { id, published, draft } }: { assessment: AssessmentView }) {
  if (draft) {
    return (
      <Section title={published ? `Draft of version ${draft.number}` : "Draft"}>
        <p className="mb-4 max-w-prose text-muted">
          {plural(draft.items.length, "question")}, {plural(draft.points, "point")}. Nobody sees it until it
          is published.
        </p>
        <LinkButton href={`/assessments/${id}/edit`} tone={published ? "secondary" : "primary"}>
          Edit the draft
        </LinkButton>
      </Section>
    );
  }
  return (
    <Section title="Change it">
      <p className="mb-4 max-w-prose text-muted">
        A published version never changes: what candidates answered stays what they were asked. Changes make a
        new version, which later invitations use.
      </p>
      <Form action={editNextVersion}>
        <input type="hidden" name="assessmentId" value={id} />
        <div>
          <SubmitButton tone="secondary">Make version {(published?.number ?? 0) + 1}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

function Versions({ assessment: { id, versions } }: { assessment: AssessmentView }) {
  return (
    <Section title="Versions">
      <Table
        caption="Versions, newest first"
        captionHidden
        rows={versions}
        rowKey={(row) => String(row.number)}
        columns={[
          {
            key: "number",
            header: "Version",
            cell: (row) => (
              <TextLink href={`/assessments/${id}/preview?version=${row.number}`}>
                Version {row.number}
              </TextLink>
            ),
          },
          {
            key: "published",
            header: "Published",
            cell: (row) =>
              row.publishedAt ? <LocalTime at={row.publishedAt.toISOString()} style="date" /> : "Draft",
          },
          {
            key: "questions",
            header: "Questions",
            align: "end",
            narrow: "hide",
            cell: (row) => row.questionCount,
          },
          {
            key: "invited",
            header: "Invited",
            align: "end",
            narrow: "hide",
            cell: (row) => formatCount(row.invitations),
          },
          {
            key: "attempts",
            header: "Started",
            align: "end",
            narrow: "end",
            cell: (row) => (
              <>
                {formatCount(row.attempts)}
                <span className="sm:hidden"> started</span>
              </>
            ),
          },
        ]}
      />
    </Section>
  );
}

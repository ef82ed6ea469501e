import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { Table } from "#app/_ui/table.tsx";
import { QuestionKey } from "#app/_views/question-key.tsx";
import { QuestionSamples } from "#app/_views/question-samples.tsx";
import { plural, QUESTION_KIND } from "#app/_views/question-words.ts";
import { Statement } from "#app/_views/statement.tsx";
import { getQuestion, type QuestionView } from "#lib/assessments/questions/queries.ts";

type QuestionPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string, version: string | undefined) => {
  const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  return found(getQuestion(await requireStaff(), id, number));
});

async function viewOf({ params, searchParams }: QuestionPageProps) {
  return load((await params).id, (await readParams(searchParams)).version);
}

export async function generateMetadata(props: QuestionPageProps): Promise<Metadata> {
  return { title: `${(await viewOf(props)).title} · Questions` };
}

export default async function QuestionPage(props: QuestionPageProps) {
  const question = await viewOf(props);
  const { version, versions, definition } = question;
  const newest = versions[0]?.number ?? version.number;
  return (
    <>
      {version.number < newest && (
        <Notice className="mb-6">
          This is version {version.number}.{" "}
          <TextLink href={`/questions/${question.id}`}>Version {newest}</TextLink> is the newest; assessments
          that were published with this one keep it.
        </Notice>
      )}
      <PageHeader
        title={question.title}
        back={{ href: "/questions", label: "Questions" }}
        meta={
          <>
            {QUESTION_KIND[definition.type]} · version {version.number}, published{" "}
            <LocalTime at={version.publishedAt.toISOString()} style="date" />
          </>
        }
      />
      <Section title="Statement">
        <Statement markdown={question.statement} />
      </Section>
      {"limits" in definition && <Tests question={question} />}
      <QuestionKey definition={definition} />
      <Uses question={question} />
      {versions.length > 1 && <Versions question={question} />}
    </>
  );
}

function Tests({ question: { samples, secretTests } }: { question: QuestionView }) {
  return (
    <Section title="Tests">
      <p className="mb-4 max-w-prose text-muted">
        Candidates see {plural(samples.length, "sample")} and can run their code against{" "}
        {samples.length === 1 ? "it" : "them"}. {plural(secretTests, "secret test")} decide the score; nobody
        sees their data here.
      </p>
      <QuestionSamples samples={samples} />
    </Section>
  );
}

function Uses({ question: { usedIn } }: { question: QuestionView }) {
  return (
    <Section title="Used in">
      {usedIn.length === 0 ? (
        <p className="text-muted">No assessment holds this question yet.</p>
      ) : (
        <Table
          caption="Assessments that hold this question"
          captionHidden
          rows={usedIn}
          rowKey={(row) => `${row.assessmentId}-${row.versionNumber}`}
          columns={[
            {
              key: "name",
              header: "Assessment",
              cell: (row) => <TextLink href={`/assessments/${row.assessmentId}`}>{row.name}</TextLink>,
            },
            { key: "version", header: "Version", cell: (row) => `Version ${row.versionNumber}` },
            { key: "state", header: "State", cell: (row) => (row.published ? "Published" : "Draft") },
          ]}
        />
      )}
    </Section>
  );
}

function Versions({ question: { id, version, versions } }: { question: QuestionView }) {
  return (
    <Section title="Versions">
      <ul className="grid gap-1">
        {versions.map(({ number, publishedAt }) => (
          <li key={number}>
            {number === version.number ? (
              <span className="font-medium">Version {number}, shown here</span>
            ) : (
              <TextLink href={`/questions/${id}?version=${number}`}>Version {number}</TextLink>
            )}
            <span className="text-muted">
              {" "}
              · <LocalTime at={publishedAt.toISOString()} style="date" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

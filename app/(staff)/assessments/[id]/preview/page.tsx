import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { formatDuration } from "#app/_ui/format.ts";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { QuestionAnswerPreview } from "#app/_views/question-answer-preview.tsx";
import { QuestionSamples } from "#app/_views/question-samples.tsx";
import { plural } from "#app/_views/question-words.ts";
import { Statement } from "#app/_views/statement.tsx";
import { getAssessmentPreview, type PreviewQuestion } from "#lib/assessments/previews/queries.ts";

type PreviewPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string, version: string | undefined) => {
  const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  return found(getAssessmentPreview(await requireStaff(), id, number));
});

async function viewOf({ params, searchParams }: PreviewPageProps) {
  return load((await params).id, (await readParams(searchParams)).version);
}

export async function generateMetadata(props: PreviewPageProps): Promise<Metadata> {
  return { title: `Preview of ${(await viewOf(props)).name} · Assessments` };
}

export default async function PreviewPage(props: PreviewPageProps) {
  const { id, name, description, durationMinutes, versionNumber, published, questions } = await viewOf(props);
  return (
    <>
      <PageHeader
        title={`Preview of ${name}`}
        back={{ href: `/assessments/${id}`, label: name }}
        meta={
          <>
            Version {versionNumber}
            {published ? "" : ", a draft"} · what a candidate sees in {formatDuration(durationMinutes * 60)}.
            Nothing can be entered here.
          </>
        }
      />
      {description && <p className="mb-8 max-w-prose whitespace-pre-line">{description}</p>}
      {questions.length === 0 && <p className="text-muted">This draft has no questions yet.</p>}
      <div data-density="candidate">
        {questions.map((question, index) => (
          <Question key={question.id} question={question} place={`${index + 1} of ${questions.length}`} />
        ))}
      </div>
    </>
  );
}

function Question({ question, place }: { question: PreviewQuestion; place: string }) {
  return (
    <Section title={question.title}>
      <p className="mb-4 text-muted">
        Question {place} · {plural(question.points, "point")}
      </p>
      <Statement markdown={question.statement} language={question.language} />
      {question.samples.length > 0 && (
        <div className="mt-6 max-w-column">
          <h3 className="mb-3 font-semibold">Samples</h3>
          <QuestionSamples samples={question.samples} />
        </div>
      )}
      <div className="mt-6 max-w-column">
        <QuestionAnswerPreview id={question.id} definition={question.definition} />
      </div>
    </Section>
  );
}

import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { QuestionAnswerPreview } from "#app/_views/question-answer-preview.tsx";
import { QuestionSamples } from "#app/_views/question-samples.tsx";
import { Statement } from "#app/_views/statement.tsx";
import { getQuestionPreview } from "#lib/assessments/library/queries.ts";

type PreviewPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string, version: string | undefined) => {
  const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
  return found(getQuestionPreview(await requireStaff(), id, number));
});

async function viewOf({ params, searchParams }: PreviewPageProps) {
  return load((await params).id, (await readParams(searchParams)).version);
}

export async function generateMetadata(props: PreviewPageProps): Promise<Metadata> {
  return { title: `Preview of ${(await viewOf(props)).title} · Questions` };
}

export default async function QuestionPreviewPage(props: PreviewPageProps) {
  const { id, title, versionNumber, published, statement, language, definition, samples } =
    await viewOf(props);
  return (
    <>
      <PageHeader
        title={title}
        back={{
          href: `/questions/${id}?version=${versionNumber}`,
          label: "The question as the team sees it",
        }}
        meta={`Preview of version ${versionNumber}${published ? "" : ", not published"}: what a candidate sees. Nothing can be entered here.`}
      />
      <div data-density="candidate">
        <Statement markdown={statement} language={language} />
        {samples.length > 0 && (
          <div className="mt-6 max-w-column">
            <h2 className="mb-3 font-semibold">Samples</h2>
            <QuestionSamples samples={samples} />
          </div>
        )}
        <div className="mt-6 max-w-column">
          <QuestionAnswerPreview id={id} definition={definition} />
        </div>
      </div>
    </>
  );
}

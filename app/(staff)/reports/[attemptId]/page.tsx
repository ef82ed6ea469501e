import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { LiveRefresh } from "#app/_ui/live-refresh.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { ScoreChart } from "#app/_views/score-chart.tsx";
import { getReport } from "#lib/review/reports/queries.ts";
import type { ReportView } from "#lib/review/reports/schema.ts";
import { Contents } from "./contents.tsx";
import { DecisionPanel } from "./decision-panel.tsx";
import { JudgeAgain, JudgedAgain } from "./judge-again.tsx";
import { QuestionPanel } from "./question-panel.tsx";
import { Rail } from "./rail.tsx";

/** Asked for by the title and by the page: read once. */
const loadReport = cache(async (attemptId: string) => {
  const actor = await found(requireStaff());
  return found(getReport(actor, attemptId));
});

type Props = { params: Promise<{ attemptId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { candidate, assessment } = await loadReport((await params).attemptId);
  return { title: `${candidate.name}, ${assessment.name} · Reports` };
}

/** The sentence that decides, what waits for a person, and a way to look again while the judge is at work. */
function Headline({ report }: { report: ReportView }) {
  return (
    <div className="grid gap-1">
      <p className="text-18 font-semibold">{report.headline}</p>
      {report.judgeNote && <p>{report.judgeNote}</p>}
      {report.reviewNote && <p className="text-muted">{report.reviewNote}</p>}
      {report.state === "submitted" && (
        <p>
          <TextLink href={`/reports/${report.attemptId}`}>Refresh</TextLink>
          <LiveRefresh />
        </p>
      )}
    </div>
  );
}

export default async function ReportPage({ params }: Props) {
  const report = await loadReport((await params).attemptId);
  const { candidate, assessment, submittedAt } = report;
  return (
    <>
      {candidate.erasedAt && (
        <Notice title="The data is deleted" className="mb-6">
          Erased on <LocalTime at={candidate.erasedAt.toISOString()} style="date" /> at the candidate’s
          request. The answers are gone; the score is kept only where a decision rests on it.
        </Notice>
      )}
      {candidate.withdrawnAt && !candidate.erasedAt && (
        <Notice title="Access is ended" className="mb-6">
          {candidate.name}'s access ended on <LocalTime at={candidate.withdrawnAt.toISOString()} />. The
          report stays.
        </Notice>
      )}
      <PageHeader
        title={candidate.name}
        back={{ href: "/candidates", label: "Candidates" }}
        meta={
          <>
            {assessment.name}, version {assessment.version}
            {submittedAt && (
              <>
                {" "}
                · <LocalTime at={submittedAt.toISOString()} style="date" />
              </>
            )}{" "}
            · <TextLink href={`/candidates/${candidate.id}`}>About the candidate</TextLink>
          </>
        }
      />
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid content-start gap-6">
          <Headline report={report} />
          {report.state !== "in_progress" && <DecisionPanel report={report} />}
          <JudgedAgain report={report} />
          {report.may.regrade && <JudgeAgain report={report} />}
        </div>
        {report.percent !== null && (
          <ScoreChart cohort={report.cohort} percent={report.percent} cutPercent={assessment.cutPercent} />
        )}
      </div>
      <Contents items={report.items} />
      <div className="grid gap-x-10 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-12">
          {report.items.map((item) => (
            <QuestionPanel key={item.id} item={item} report={report} />
          ))}
        </div>
        <Rail report={report} />
      </div>
    </>
  );
}

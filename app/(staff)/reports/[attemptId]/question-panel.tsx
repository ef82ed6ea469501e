import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Answer, LateAnswers } from "#app/_views/answer.tsx";
import { scorePair } from "#app/_views/score.tsx";
import { Statement } from "#app/_views/statement.tsx";
import { TestGroups } from "#app/_views/test-groups.tsx";
import { Verdict } from "#app/_views/verdict.tsx";
import type { ItemView, ReportView } from "#lib/review/reports/schema.ts";
import { formatPoints, isReviewedByPeople } from "#lib/review/rules.ts";
import { ReviewPanel } from "./review-panel.tsx";

/** “26.67 / 40”, or what its points wait for. */
export function itemScore(item: ItemView): string {
  if (item.points !== null) return scorePair({ points: item.points, maxPoints: item.maxPoints });
  const of = `of ${formatPoints(item.maxPoints)}`;
  if (item.state === "needs_review") return `waits for a reviewer, ${of}`;
  if (item.state === "judge_waiting") return `judge waiting, ${of}`;
  return item.state === "grading" ? `being graded, ${of}` : `not submitted, ${of}`;
}

/** One question: what was asked, what was answered, how it was graded. */
export function QuestionPanel({ item, report }: { item: ItemView; report: ReportView }) {
  const id = `question-${item.ordinal}`;
  const judged = item.groups.length > 0;
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-b border-line pb-2">
        <h2 id={`${id}-title`} className="text-18 font-semibold">
          Question {item.ordinal}: <span lang={item.language}>{item.title}</span>
        </h2>
        <span className="flex flex-wrap items-baseline gap-x-4 tabular-nums">
          {judged && item.verdict && <Verdict code={item.verdict} sql={item.type === "sql"} />}
          <span className="font-medium">{itemScore(item)}</span>
        </span>
      </div>
      <Disclosure summary="Show the question">
        <Statement markdown={item.statement} headingLevel={3} language={item.language} />
        {item.signature && (
          <div className="mt-3">
            <CodeBlock label="The function that was asked for" code={item.signature} />
          </div>
        )}
      </Disclosure>
      <Answer item={item} attemptId={report.attemptId} />
      {item.compileOutput && (
        <CodeBlock label={`Compiler's output for question ${item.ordinal}`} code={item.compileOutput} />
      )}
      {item.state === "judge_waiting" && (
        <p className="max-w-prose text-muted">
          We could not run this answer. It is run again and never counts against the candidate.
        </p>
      )}
      {judged && report.state !== "in_progress" && <TestGroups item={item} />}
      <LateAnswers item={item} attemptId={report.attemptId} />
      {isReviewedByPeople(item) && report.state !== "in_progress" && (
        <ReviewPanel item={item} report={report} />
      )}
    </section>
  );
}

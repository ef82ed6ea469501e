import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LiveRefresh } from "#app/_ui/live-refresh.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import type { VersionEvidence } from "#lib/assessments/library/queries.ts";
import type { QuestionVersionView } from "#lib/assessments/questions/queries.ts";
import { checkAgain, discard, publish } from "../actions.ts";

type DraftProps = {
  questionId: string;
  version: QuestionVersionView;
  evidence: VersionEvidence;
  /** Owners and managers; others read. */
  mayAuthor: boolean;
};

/** Where a version that is not published stands, why, and what to do next. */
export function DraftState({ questionId, version, evidence, mayAuthor }: DraftProps) {
  const { report } = evidence;
  const warnings = report?.warnings ?? evidence.warnings;
  return (
    <div className="mb-8 grid gap-4">
      <GateNotice version={version} reasons={report?.reasons ?? []} isJudged={report !== null} />
      {warnings.length > 0 && (
        <Disclosure summary={`${warnings.length} to look at`} open={warnings.length <= 3}>
          <ul className="grid max-w-prose list-disc gap-1 pl-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      {mayAuthor && <DraftActions questionId={questionId} gate={version.gate} isJudged={report !== null} />}
      {version.gate === "checking" && <LiveRefresh />}
    </div>
  );
}

function GateNotice({
  version: { number, gate },
  reasons,
  isJudged,
}: {
  version: QuestionVersionView;
  reasons: string[];
  isJudged: boolean;
}) {
  switch (gate) {
    case "checking":
      return (
        <Notice title={`Version ${number} is being checked`} live>
          <p>The judge runs every submission that it brings. You can leave this page; it goes on.</p>
        </Notice>
      );
    case "ready":
      return (
        <Notice tone="pass" title={`Version ${number} is ready to publish`} live>
          <p>
            {isJudged ? "Its solutions do what they should." : "Nothing of it needs the judge."} Until it is
            published, no assessment can hold it.
          </p>
        </Notice>
      );
    case "refused":
      return (
        <Notice tone="fail" title={`Version ${number} cannot be published`} live>
          <ul className="mt-1 grid list-disc gap-1 pl-5">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p className="mt-2">Mend the package and import it again; it takes this version’s place.</p>
        </Notice>
      );
  }
}

function DraftActions({
  questionId,
  gate,
  isJudged,
}: {
  questionId: string;
  gate: QuestionVersionView["gate"];
  isJudged: boolean;
}) {
  const id = <input type="hidden" name="questionId" value={questionId} />;
  return (
    <div className="flex flex-wrap gap-3">
      {gate === "ready" && (
        <Form action={publish} scope="publish">
          {id}
          <SubmitButton>Publish</SubmitButton>
        </Form>
      )}
      {gate !== "checking" && isJudged && (
        <Form action={checkAgain} scope="check">
          {id}
          <SubmitButton tone="secondary">Check again</SubmitButton>
        </Form>
      )}
      <Form action={discard} scope="discard">
        {id}
        <SubmitButton tone="secondary">Discard this version</SubmitButton>
      </Form>
    </div>
  );
}

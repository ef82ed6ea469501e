import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextareaField } from "#app/_ui/text-field.tsx";
import { DECISION_WORDS } from "#app/_views/score.tsx";
import type { DecisionView, ReportView } from "#lib/review/reports/schema.ts";
import { MAX_REASON } from "#lib/review/schema.ts";
import { recordDecision } from "./actions.ts";

const KINDS = [
  { value: "advance", label: "Advance" },
  { value: "hold", label: "Hold" },
  { value: "reject", label: "Reject" },
];

/** What was decided and why, the ones before it, and the form for those who decide. */
export function DecisionPanel({ report }: { report: ReportView }) {
  const [inForce, ...earlier] = report.decisions;
  return (
    <section aria-labelledby="decision" className="grid gap-3">
      <h2 id="decision" className="text-18 font-semibold">
        Decision
      </h2>
      {inForce ? <Decided decision={inForce} /> : <p className="text-muted">None yet.</p>}
      {earlier.length > 0 && (
        <Disclosure
          summary={earlier.length === 1 ? "1 earlier decision" : `${earlier.length} earlier decisions`}
        >
          <ol className="grid gap-3">
            {earlier.map((decision) => (
              <li key={decision.id}>
                <Decided decision={decision} />
              </li>
            ))}
          </ol>
        </Disclosure>
      )}
      {report.may.decide && <DecisionForm report={report} />}
      {!report.may.decide && !report.candidate.erasedAt && (
        <p className="text-muted">Managers and owners decide. Your scores and comments are what they read.</p>
      )}
    </section>
  );
}

function Decided({ decision }: { decision: DecisionView }) {
  return (
    <div className="max-w-prose">
      <p>
        <span className="font-medium">{DECISION_WORDS[decision.kind]}</span> by {decision.by},{" "}
        <LocalTime at={decision.at.toISOString()} />
      </p>
      <p className="whitespace-pre-wrap wrap-anywhere text-muted">{decision.reason}</p>
    </div>
  );
}

function DecisionForm({ report }: { report: ReportView }) {
  return (
    <Form action={recordDecision} scope="decision">
      <input type="hidden" name="attemptId" value={report.attemptId} />
      <ChoiceField
        name="kind"
        legend={
          report.decisions.length > 0
            ? "Change the decision to"
            : `What happens with ${report.candidate.name}?`
        }
        options={KINDS}
      />
      <TextareaField
        name="reason"
        label="Reason"
        rows={3}
        maxLength={MAX_REASON}
        hint="Kept with your name. The candidate does not see it."
      />
      <SubmitButton className="justify-self-start">Record the decision</SubmitButton>
    </Form>
  );
}

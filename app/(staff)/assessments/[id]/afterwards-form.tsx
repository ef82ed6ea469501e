import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { AssessmentView } from "#lib/assessments/queries.ts";
import { tellAfterwards } from "../actions.ts";

const SHARING = [
  { value: "nothing", label: "Nothing", hint: "Their page says that results are not shown there." },
  { value: "score", label: "The score", hint: "“You have 62 of 100 points.”" },
  {
    value: "questions",
    label: "The score, and the points of each question",
    hint: "Titles and points. Never a test, a verdict or the key.",
  },
];

/** What candidates read on their receipt's page after handing in. */
export function AfterwardsForm({ assessment }: { assessment: AssessmentView }) {
  return (
    <Section title="What candidates are told afterwards">
      <p className="mb-4 max-w-prose text-muted">
        Shown with their receipt once all answers are graded and read. It holds at once, for every version and
        also for those who have taken it; the change is kept with your name.
      </p>
      <Form action={tellAfterwards} scope="afterwards">
        <input type="hidden" name="assessmentId" value={assessment.id} />
        <ChoiceField
          name="resultSharing"
          legend="Of their result they see"
          options={SHARING}
          defaultValue={assessment.resultSharing}
        />
        <TextField
          name="replyWithinDays"
          label="You answer within, in days"
          hint="Counted from handing in, and named to the candidate as a date."
          inputMode="numeric"
          optional
          defaultValue={assessment.replyWithinDays ?? ""}
        />
        <SubmitButton tone="secondary" className="justify-self-start">
          Save what they are told
        </SubmitButton>
      </Form>
    </Section>
  );
}

import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { MAX_WHY } from "#lib/grading/regrades/schema.ts";
import { regradeText } from "#lib/review/reports/rules.ts";
import type { ReportView } from "#lib/review/reports/schema.ts";
import { judgeAgain } from "./actions.ts";
import { FocusOnChange } from "./focus-on-change.tsx";

/** How the last judging again stands, and who asked for it. Takes focus when it was asked for just now. */
export function JudgedAgain({ report: { regrade, judged } }: { report: ReportView }) {
  return (
    <FocusOnChange mark={regrade?.id ?? ""}>
      {regrade && (
        <>
          <p role="status">{regradeText(regrade, judged.unfinished)}</p>
          <p className="text-muted wrap-anywhere">
            Asked for by {regrade.by}, <LocalTime at={regrade.at.toISOString()} />: “{regrade.why}”
          </p>
        </>
      )}
    </FocusOnChange>
  );
}

/** What the judge has not ended comes first: then it is what one is here for. */
export function JudgeAgain({ report }: { report: ReportView }) {
  const { all, unfinished } = report.judged;
  const count = (answers: number) => `${answers} ${answers === 1 ? "answer" : "answers"}`;
  const options = [
    ...(unfinished > 0
      ? [
          {
            value: "unfinished",
            label: `What the judge has not ended (${count(unfinished)})`,
            hint: "Failed, or waiting for too long.",
          },
        ]
      : []),
    ...(all > 0
      ? [
          {
            value: "all",
            label: `Everything it judges (${count(all)})`,
            hint: "The score is taken back until the new one is in. The old results are kept.",
          },
        ]
      : []),
    ...(report.keyed > 0
      ? [
          {
            value: "key",
            label: `What a key grades (${count(report.keyed)})`,
            hint: "Choice and short answers, by the newest published key of their questions.",
          },
        ]
      : []),
  ];
  return (
    // What was sent closes the form, and empties it: the words above say how it goes on.
    <Disclosure key={report.regrade?.id} summary="Judge again">
      <Form action={judgeAgain} scope="judge">
        <input type="hidden" name="attemptId" value={report.attemptId} />
        <ChoiceField
          name="scope"
          legend="What is to be judged again?"
          options={options}
          defaultValue={options[0]?.value}
        />
        <TextField
          name="why"
          label="Why"
          maxLength={MAX_WHY}
          hint="Kept with your name in the audit trail."
        />
        <SubmitButton className="justify-self-start">Judge again</SubmitButton>
      </Form>
    </Disclosure>
  );
}

import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { MAX_WHY } from "#lib/grading/regrades/schema.ts";
import type { ReportView } from "#lib/review/reports/schema.ts";
import { judgeAgain } from "./actions.ts";

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
    {
      value: "all",
      label: `Everything it judges (${count(all)})`,
      hint: "The score is taken back until the new one is in. The old results are kept.",
    },
  ];
  return (
    <Disclosure summary="Judge again">
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

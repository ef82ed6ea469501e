import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextareaField, TextField } from "#app/_ui/text-field.tsx";
import { scorePair } from "#app/_views/score.tsx";
import type { ItemView, ReportView } from "#lib/review/reports/schema.ts";
import { MAX_COMMENT } from "#lib/review/schema.ts";
import { score } from "./actions.ts";

/** What reviewers look at, what they said, and the form for one's own points. */
export function ReviewPanel({ item, report }: { item: ItemView; report: ReportView }) {
  return (
    <div className="grid gap-5">
      {item.rubric.length > 0 && (
        <div>
          <h3 className="mb-1 font-semibold">What to look at</h3>
          <ul className="grid max-w-prose gap-1">
            {item.rubric.map((row) => (
              <li key={row.id}>
                <span className="font-medium">{row.title}.</span> {row.description}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Reviews item={item} />
      {report.may.score && <ScoreForm item={item} attemptId={report.attemptId} />}
    </div>
  );
}

function Reviews({ item }: { item: ItemView }) {
  const others = item.hiddenReviews;
  if (others > 0) {
    return (
      <p className="max-w-prose text-muted">
        {others === 1
          ? "Another reviewer has scored this answer."
          : `${others} reviewers have scored this answer.`}{" "}
        You see their points once yours are in.
      </p>
    );
  }
  if (item.reviews.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 font-semibold">Reviews</h3>
      <ul className="grid max-w-prose">
        {item.reviews.map((review) => (
          <li key={review.reviewer + review.at.toISOString()} className="border-b border-hairline py-2">
            <p className="flex flex-wrap justify-between gap-x-6">
              <span className="font-medium">
                {review.mine ? `${review.reviewer} (you)` : review.reviewer}
              </span>
              <span className="tabular-nums">
                {scorePair({ points: review.points, maxPoints: item.maxPoints })}
              </span>
            </p>
            {review.comment && <p className="whitespace-pre-wrap wrap-anywhere">{review.comment}</p>}
            <p className="text-13 text-muted">
              <LocalTime at={review.at.toISOString()} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function ScoreForm({ item, attemptId }: { item: ItemView; attemptId: string }) {
  const mine = item.reviews.find((review) => review.mine);
  return (
    <Form action={score} scope={`q${item.ordinal}`}>
      <input type="hidden" name="attemptId" value={attemptId} />
      <input type="hidden" name="itemId" value={item.id} />
      <TextField
        name="points"
        label={`Points for question ${item.ordinal}, of ${item.maxPoints}`}
        inputMode="decimal"
        autoComplete="off"
        defaultValue={mine ? String(mine.points) : undefined}
        hint="Halves and hundredths are fine. Of several reviewers the mean counts."
        className="max-w-32 tabular-nums"
      />
      <TextareaField
        name="comment"
        label="Comment for the team"
        optional
        maxLength={MAX_COMMENT}
        defaultValue={mine?.comment}
      />
      <SubmitButton tone="secondary" className="justify-self-start">
        {mine ? "Save the new score" : "Save the score"}
      </SubmitButton>
    </Form>
  );
}

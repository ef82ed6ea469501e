import { fieldId } from "#app/_ui/form-state.ts";
import { formatDuration } from "#app/_ui/format.ts";
import { circleAlert, triangleAlert } from "#app/_ui/icons.ts";
import { Status } from "#app/_ui/status.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { plural } from "#app/_views/question-words.ts";
import type { DraftView } from "#lib/assessments/drafts/queries.ts";

/** What the draft adds up to, every reason against publishing it, and the button. */
export function PublishGate({ draft }: { draft: DraftView }) {
  const { items, points, durationMinutes, typicalMinutes, issues } = draft;
  const blockers = issues.filter((issue) => issue.weight === "blocks");
  const advice = issues.filter((issue) => issue.weight === "advises");
  return (
    <div className="mt-4 grid gap-4">
      <p className="tabular-nums">
        {plural(items.length, "question")} · {plural(points, "point")}
        {items.length > 0 &&
          ` · about ${formatDuration(typicalMinutes * 60)} of ${formatDuration(durationMinutes * 60)}`}
      </p>
      {issues.length > 0 && (
        <ul className="grid gap-2">
          {blockers.map((issue, index) => (
            <li key={issue.detail} id={fieldId(`items.${index}`)} tabIndex={-1}>
              <Status icon={circleAlert} tone="fail">
                {issue.detail}
              </Status>
            </li>
          ))}
          {advice.map((issue) => (
            <li key={issue.detail}>
              <Status icon={triangleAlert} tone="warn">
                {issue.detail}
              </Status>
            </li>
          ))}
        </ul>
      )}
      <div>
        <SubmitButton name="intent" value="publish">
          Publish version {draft.number}
        </SubmitButton>
      </div>
      <p className="max-w-prose text-13 text-muted">
        A published version never changes. Candidates who are invited from then on take it; earlier
        invitations keep theirs.
      </p>
    </div>
  );
}

import { SubmitButton } from "#app/_ui/submit-button.tsx";
import type { before } from "#app/_words/en/before.ts";
import type { Words } from "#app/_words/message.ts";
import { practise } from "./actions.ts";

interface PracticeProps {
  invitationId: string;
  /** Whether one was begun already. */
  begun: boolean;
  /** Whether there is anything to run. */
  runs: boolean;
  /** Why the last press led back here. */
  refused?: string;
  t: Words<typeof before>;
}

/** The way into the room before it counts. */
export function Practice({ invitationId, begun, runs, refused, t }: PracticeProps) {
  return (
    <div className="grid max-w-prose justify-items-start gap-3">
      <p>{t(runs ? "practiceWhat" : "practiceWhatNoRun")}</p>
      {refused && (
        <p role="alert" className="text-fail">
          {t(refused === "throttled" ? "practiceThrottled" : "practiceGone")}
        </p>
      )}
      <div className="flex flex-wrap gap-3">
        <form action={practise.bind(null, invitationId, false)}>
          <SubmitButton tone="secondary">{t(begun ? "practiceGoOn" : "practiceOpen")}</SubmitButton>
        </form>
        {begun && (
          <form action={practise.bind(null, invitationId, true)}>
            <SubmitButton tone="quiet">{t("practiceAnew")}</SubmitButton>
          </form>
        )}
      </div>
    </div>
  );
}

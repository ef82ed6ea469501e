import type { before } from "#app/_words/en/before.ts";
import type { Words } from "#app/_words/message.ts";
import type { InvitationRow } from "#lib/attempts/queries.ts";

type BeforeWords = Words<typeof before>;
type Whom = Pick<InvitationRow, "organisation" | "partner" | "asks">;

/** Who reads what becomes of this attempt. */
export function seenByWords(
  { organisation, partner }: Pick<Whom, "organisation" | "partner">,
  t: BeforeWords,
): string {
  return partner ? t("seenByPartner", { organisation, partner }) : t("seenBy", { organisation });
}

const RECORDED = [
  "recordedAnswers",
  "recordedRuns",
  "recordedPastes",
  "recordedLeaving",
  "recordedNetwork",
] as const;

/** Whether there is anything to run: else nothing is said of it. */
export function asksForCode({ asks }: Pick<Whom, "asks">): boolean {
  return asks.code + asks.sql > 0;
}

const recordedOf = (whom: Whom) => RECORDED.filter((key) => key !== "recordedRuns" || asksForCode(whom));

/** Every sentence that somebody agrees to, one a line: what is kept beside their agreement. */
export function agreementText(whom: Whom, t: BeforeWords): string {
  const recorded = recordedOf(whom).map((key) => t(key));
  const { organisation } = whom;
  return [...recorded, t("notRecorded", { organisation }), seenByWords(whom, t), t("agree")].join("\n");
}

/** What is recorded, plainly. */
export function RecordedList({ whom, t }: { whom: Whom; t: BeforeWords }) {
  return (
    <>
      <ul className="grid max-w-prose list-disc gap-1 ps-6">
        {recordedOf(whom).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p className="mt-3 max-w-prose">{t("notRecorded", { organisation: whom.organisation })}</p>
    </>
  );
}

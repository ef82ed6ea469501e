import type { before } from "#app/_words/en/before.ts";
import type { Words } from "#app/_words/message.ts";
import type { InvitationRow } from "#lib/attempts/queries.ts";

type BeforeWords = Words<typeof before>;
type Whom = Pick<InvitationRow, "organisation" | "partner">;

/** Who reads what becomes of this attempt. */
export function seenByWords({ organisation, partner }: Whom, t: BeforeWords): string {
  return partner ? t("seenByPartner", { organisation, partner }) : t("seenBy", { organisation });
}

const RECORDED = [
  "recordedAnswers",
  "recordedRuns",
  "recordedPastes",
  "recordedLeaving",
  "recordedNetwork",
] as const;

/** Every sentence that somebody agrees to, one a line: what is kept beside their agreement. */
export function agreementText(whom: Whom, t: BeforeWords): string {
  const recorded = RECORDED.map((key) => t(key));
  const { organisation } = whom;
  return [...recorded, t("notRecorded", { organisation }), seenByWords(whom, t), t("agree")].join("\n");
}

/** What is recorded, plainly. */
export function RecordedList({ whom, t }: { whom: Whom; t: BeforeWords }) {
  return (
    <>
      <ul className="grid max-w-prose list-disc gap-1 ps-6">
        {RECORDED.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p className="mt-3 max-w-prose">{t("notRecorded", { organisation: whom.organisation })}</p>
    </>
  );
}

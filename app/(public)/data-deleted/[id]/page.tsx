import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { LiveRefresh } from "#app/_ui/live-refresh.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { ForgetRoom } from "#app/_views/forget-room.tsx";
import type { mydata } from "#app/_words/en/mydata.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { type ErasureView, getErasure } from "#lib/privacy/erasure/queries.ts";

type Props = { params: Promise<{ id: string }> };
type Said = { t: Words<typeof mydata>; erasure: ErasureView };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("mydata"))("deleteTitle") };
}

/** That somebody's data was deleted, and what stays. It names nobody, and needs no account: there is none any more. */
export default async function DeletedPage({ params }: Props) {
  const { id } = await params;
  const [erasure, t, session] = await Promise.all([
    found(getErasure(id)),
    getWords("mydata"),
    sessionIfReachable(),
  ]);
  const { doneAt, requestedAt, summary } = erasure;
  const at = (moment: Date) => <LocalTime at={moment.toISOString()} />;
  return (
    <>
      {/* Whoever is signed in here may be somebody else, whose work is still to be sent. */}
      <ForgetRoom all={session === null} kept={t("keptAfter")} />
      <PageHeader title={t(doneAt ? "goneTitle" : "goingTitle")} />
      {doneAt ? (
        <p className="text-18">{rich(t, "goneAt", { time: at(doneAt) })}</p>
      ) : (
        <p>
          {rich(t, "goingText", { time: at(requestedAt) })}{" "}
          <TextLink href={`/data-deleted/${id}`}>{t("look")}</TextLink>
          <LiveRefresh />
        </p>
      )}
      {summary && <p className="mt-3">{counts({ t, erasure })}</p>}
      {summary?.accountKept && <p className="mt-3">{t("accountStays")}</p>}
      <Section title={t("staysTitle")}>
        <ul className="grid list-disc gap-2 ps-5">
          {(["staysScore", "staysReceipt", "staysAudit", "staysPartner", "staysCopies"] as const).map(
            (key) => (
              <li key={key}>{t(key)}</li>
            ),
          )}
        </ul>
      </Section>
      <Section title={t("reference")}>
        <CopyField label={t("reference")} value={id} />
        <p className="mt-3 text-muted">{t("referenceText")}</p>
      </Section>
    </>
  );
}

function counts({ t, erasure: { summary } }: Said): string | null {
  if (!summary) return null;
  return t("goneCounts", {
    attempts: t("goneAttempts", { count: summary.attempts }),
    answers: t("answers", { count: summary.answers }),
    revisions: t("revisions", { count: summary.revisions }),
    runs: t("runs", { count: summary.runs }),
    events: t("events", { count: summary.events }),
    signIns: t("goneSignIns", { count: summary.signIns }),
    mails: t("goneMails", { count: summary.mails }),
  });
}

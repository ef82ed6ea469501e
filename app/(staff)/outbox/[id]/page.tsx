import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { QuestionFacts } from "#app/_views/question-facts.tsx";
import { getOutboxMail, type OutboxMailText } from "#lib/mail/queries.ts";
import { MailState } from "../mail-state.tsx";
import { MailText } from "./mail-text.tsx";

type MailPageProps = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => found(getOutboxMail(await requireStaff(), id)));

export async function generateMetadata({ params }: MailPageProps): Promise<Metadata> {
  return { title: `${(await load((await params).id)).subject} · Outbox` };
}

export default async function MailPage({ params }: MailPageProps) {
  const mail = await load((await params).id);
  return (
    <>
      {mail.state === "failed" && (
        <Notice tone="fail" className="mb-6" title="This mail did not go out.">
          The mail server said: {mail.lastError ?? "nothing"}. We tried {mail.attempts} times.
        </Notice>
      )}
      <PageHeader title={mail.subject} back={{ href: "/outbox", label: "Outbox" }} />
      <QuestionFacts
        facts={[
          { name: "To", value: mail.to },
          { name: "State", value: <MailState mail={mail} /> },
          { name: "Written", value: <LocalTime at={mail.createdAt.toISOString()} /> },
          { name: "Sent", value: mail.sentAt ? <LocalTime at={mail.sentAt.toISOString()} /> : "Not sent" },
        ]}
      />
      <Section title="Text">
        <Text mail={mail} />
      </Section>
    </>
  );
}

function Text({ mail }: { mail: OutboxMailText }) {
  if (mail.text !== null) return <MailText text={mail.text} />;
  return (
    <p className="max-w-prose text-muted">
      {mail.withheld
        ? "This mail opens somebody's account, so only owners can read it."
        : "The text was emptied once the mail was sent: its links are secrets of the person it went to."}
    </p>
  );
}

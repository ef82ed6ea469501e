import type { Metadata } from "next";
import { getActor, requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import type { access } from "#app/_words/en/access.ts";
import type { Words } from "#app/_words/message.ts";
import { getWords } from "#app/_words/server.tsx";
import { listMySessions, type MySession } from "#lib/auth/queries.ts";
import { endOtherSessions, endSession } from "./actions.ts";
import { deviceInWords } from "./device-in-words.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("sessionsTitle") };
}

export default async function SessionsPage() {
  const me = await requireCandidate();
  const [sessions, t] = await Promise.all([listMySessions(await getActor()), getWords("access")]);
  return (
    <>
      <PageHeader title={t("sessionsTitle")} meta={t("sessionsMeta", { email: me.email })} />
      <ul className="grid gap-5">
        {sessions.map((session) => (
          <li key={session.id} className="border-t border-hairline pt-4">
            <SessionRow session={session} t={t} />
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="mt-8">
          <Form action={endOtherSessions} scope="others">
            <SubmitButton tone="secondary">{t("endOthers")}</SubmitButton>
          </Form>
        </div>
      )}
      <p className="mt-8">
        <TextLink href="/">{t("back")}</TextLink>
      </p>
    </>
  );
}

function SessionRow({ session, t }: { session: MySession; t: Words<typeof access> }) {
  const device = deviceInWords(session.userAgent, t);
  const time = (at: Date) => formatsOf(t.locale).time(at, "datetime", "UTC");
  const times = { since: time(session.createdAt), seen: time(session.lastSeenAt) };
  return (
    <>
      <p className="font-medium">{session.isThisOne ? t("thisOne", { device }) : device}</p>
      <p className="mb-2 text-muted">
        {session.ip ? t("sessionTimesFrom", { ...times, address: session.ip }) : t("sessionTimes", times)}
      </p>
      {!session.isThisOne && (
        <Form action={endSession} scope={session.id}>
          <input type="hidden" name="sessionId" value={session.id} />
          <SubmitButton
            tone="secondary"
            aria-label={t("endNamed", { device })}
            className="justify-self-start"
          >
            {t("endThis")}
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

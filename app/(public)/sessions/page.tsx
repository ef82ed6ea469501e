import type { Metadata } from "next";
import { getActor, requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { listMySessions, type MySession } from "#lib/auth/queries.ts";
import { endOtherSessions, endSession } from "./actions.ts";
import { deviceInWords } from "./device-in-words.ts";

export const metadata: Metadata = { title: "Where you are signed in" };

export default async function SessionsPage() {
  const me = await requireCandidate();
  const sessions = await listMySessions(await getActor());
  return (
    <>
      <PageHeader
        title="Where you are signed in"
        meta={`As ${me.email}. A session ends by itself after 12 hours.`}
      />
      <ul className="grid gap-5">
        {sessions.map((session) => (
          <li key={session.id} className="border-t border-hairline pt-4">
            <SessionRow session={session} />
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="mt-8">
          <Form action={endOtherSessions} scope="others">
            <SubmitButton tone="secondary">End all other sessions</SubmitButton>
          </Form>
        </div>
      )}
      <p className="mt-8">
        <TextLink href="/">Back</TextLink>
      </p>
    </>
  );
}

const time = (at: Date) =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(at)} UTC`;

function SessionRow({ session }: { session: MySession }) {
  const device = deviceInWords(session.userAgent);
  return (
    <>
      <p className="font-medium">
        {device}
        {session.isThisOne && " (this one)"}
      </p>
      <p className="mb-2 text-muted">
        Signed in {time(session.createdAt)}
        {session.ip && ` from ${session.ip}`}, last seen {time(session.lastSeenAt)}.
      </p>
      {!session.isThisOne && (
        <Form action={endSession} scope={session.id}>
          <input type="hidden" name="sessionId" value={session.id} />
          <SubmitButton tone="secondary" className="justify-self-start">
            End this session<span className="sr-only">: {device}</span>
          </SubmitButton>
        </Form>
      )}
    </>
  );
}

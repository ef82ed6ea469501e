import type { Metadata } from "next";
import { Suspense } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { getJudgeSettings } from "#lib/grading/languages/queries.ts";
import {
  getReportingSettings,
  isSentryReachable,
  type ReportingSettings,
} from "#lib/observability/settings.ts";
import { findPerson, sendTest } from "./actions.ts";
import { BrowserTest } from "./browser-test.tsx";
import { JudgeLanguages } from "./judge-languages.tsx";
import { SearchAnswer } from "./search-answer.tsx";

export const metadata: Metadata = { title: "Settings" };

/** Told to whoever decides whether Sentry may be used: what an event never holds. */
const REMOVED = [
  "passwords, codes, keys and tokens, also where they stand in an address or a message",
  "cookies, and every header but the browser's name and the request's id",
  "what anybody typed or sent: forms, bodies, query strings",
  "candidates' answers and source code, and what their programs read and print",
  "lines of source and values of variables around an error",
  "e-mail addresses in any text",
];

export default async function SettingsPage() {
  const actor = await found(requireStaff("manager"));
  const [settings, judge] = await Promise.all([
    found(getReportingSettings(actor)),
    found(getJudgeSettings(actor)),
  ]);
  return (
    <>
      <PageHeader
        title="Settings"
        meta="What the judge can run, and how the portal reports its errors. These are set on its machines and in its environment, not here; .env.example explains each."
      />
      <Section title="Judge">
        <JudgeLanguages judge={judge} />
      </Section>
      <Section title="Error reporting">
        <Wiring settings={settings} />
      </Section>
      <Section title="What is removed before an event leaves">
        <ul className="grid max-w-prose list-disc gap-1 ps-5">
          {REMOVED.map((what) => (
            <li key={what}>{what}</li>
          ))}
        </ul>
      </Section>
      <Section title="Test">
        <div className="grid gap-5">
          <p className="max-w-prose">
            A test event takes the way of every other event. It is an info, so it wakes nobody.
          </p>
          <Form action={sendTest} scope="server">
            <div>
              <SubmitButton tone="secondary">Send a test event from the server</SubmitButton>
            </div>
          </Form>
          <BrowserTest />
        </div>
      </Section>
      <Section title="Find a person in Sentry">
        <FindPerson mode={settings.emailMode} />
      </Section>
    </>
  );
}

function Wiring({
  settings: { server, browser, environment, release, emailMode },
}: {
  settings: ReportingSettings;
}) {
  return (
    <dl className="facts">
      <dt>Server and worker</dt>
      <dd>
        <Address host={server} variable="SENTRY_DSN" />
      </dd>
      {server && (
        <>
          <dt>Reachable</dt>
          <dd>
            <Suspense fallback="Asking …">
              <Reachable />
            </Suspense>
          </dd>
        </>
      )}
      <dt>Browser</dt>
      <dd>
        <Address host={browser} variable="NEXT_PUBLIC_SENTRY_DSN" />
      </dd>
      <dt>Environment</dt>
      <dd>{environment}</dd>
      <dt>Release</dt>
      <dd>{release}</dd>
      <dt>E-mail addresses</dt>
      <dd className="max-w-prose">
        <code>SENTRY_SEND_EMAIL={emailMode}</code>: {MODE_WORDS[emailMode]}
      </dd>
    </dl>
  );
}

const MODE_WORDS: Record<ReportingSettings["emailMode"], string> = {
  hash: "an event names the person by id and by a keyed hash of the address. Nobody can read the address from it or try addresses against it; who has the address finds the person's events below.",
  plain: "an event names the person by id and by the address itself.",
  none: "an event names the person by id only.",
};

function Address({ host, variable }: { host: string | null; variable: string }) {
  if (host === null)
    return (
      <>
        Reports nowhere: <code>{variable}</code> is not set
      </>
    );
  if (host === "invalid")
    return (
      <>
        Reports nowhere: <code>{variable}</code> is not a DSN
      </>
    );
  return (
    <>
      Reports to <code>{host}</code>
    </>
  );
}

async function Reachable() {
  const reachable = await isSentryReachable();
  return reachable
    ? "Yes, it answers"
    : "No answer. Nobody who uses the portal notices; events are lost meanwhile.";
}

function FindPerson({ mode }: { mode: ReportingSettings["emailMode"] }) {
  if (mode === "none")
    return (
      <p className="max-w-prose">
        Addresses are not sent. Search for <code>user.id:</code> and the person's id, which the sign-in
        journal and the log hold.
      </p>
    );
  return (
    <Form action={findPerson} scope="person">
      <SearchAnswer />
      <TextField name="email" label="E-mail" type="email" autoComplete="off" spellCheck={false} />
      <div>
        <SubmitButton tone="secondary">Make the search</SubmitButton>
      </div>
    </Form>
  );
}

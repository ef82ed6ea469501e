import type { Metadata } from "next";
import { Logo } from "#app/_ui/logo.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { ThemeSwitch } from "#app/_ui/theme-switch.tsx";
import { PageLanguage } from "#app/_words/page-language.tsx";
import { BASE_PATH, operations } from "#app/api/partner/v1/registry.ts";
import { env } from "#lib/platform/env.ts";
import { Basics, Errors, LookupGuide } from "./guide.tsx";
import { OperationSection } from "./operation.tsx";

export const metadata: Metadata = { title: "Partner API" };

const PARTS = [
  { id: "key", title: "Your key" },
  { id: "retries", title: "Retries" },
  { id: "limits", title: "Limits" },
  { id: "versions", title: "Versions" },
];

const LATER_PARTS = [
  { id: "lookup", title: "Your lookup service" },
  { id: "errors", title: "Errors" },
];

function Contents() {
  const calls = operations.map(({ id, summary }) => ({ id, title: summary }));
  return (
    <nav aria-label="On this page" className="lg:sticky lg:top-6 lg:self-start print:hidden">
      <ul className="grid gap-1">
        {[...PARTS, ...calls, ...LATER_PARTS].map(({ id, title }) => (
          <li key={id}>
            <a className="link inline-block min-h-6 py-0.5" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The API as its own schemas tell it: nothing here can differ from what the routes do. */
export default function DevelopersPage() {
  const { appUrl } = env();
  const description = (
    <>
      Send candidates, read their results. Base address:{" "}
      <code className="wrap-anywhere">{appUrl + BASE_PATH}</code>. For tools:{" "}
      <a className="link" href={`${BASE_PATH}/openapi.json`}>
        OpenAPI 3.1
      </a>
      .
    </>
  );
  return (
    <div
      lang="en"
      data-density="candidate"
      className="mx-auto grid min-h-dvh max-w-[86rem] content-start px-4 pb-12"
    >
      <PageLanguage locale="en" />
      <header className="flex items-center justify-between py-6">
        <Logo />
        <ThemeSwitch locale="en" />
      </header>
      <div className="grid gap-x-8 gap-y-8 lg:grid-cols-[13.75rem_minmax(0,1fr)]">
        <Contents />
        <main id="main" tabIndex={-1} className="grid min-w-0 content-start gap-10">
          <PageHeader title="Partner API" meta={description} />
          <Basics />
          <h2 className="text-22 font-semibold">Calls</h2>
          {operations.map((operation) => (
            <OperationSection key={operation.id} operation={operation} appUrl={appUrl} />
          ))}
          <LookupGuide />
          <Errors />
        </main>
      </div>
    </div>
  );
}

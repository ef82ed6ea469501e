import type { ReactNode } from "react";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { problems } from "#app/api/partner/v1/registry.ts";
import { LOOKUP_ACTIVE, LOOKUP_DENIED } from "./examples.ts";

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className="max-w-160 scroll-mt-6">
      <h2 className="mb-3 text-22 font-semibold">{title}</h2>
      <div className="grid gap-4">{children}</div>
    </section>
  );
}

/** What holds for every call. */
export function Basics() {
  return (
    <>
      <Part id="key" title="Your key">
        <p>
          The hiring team makes a key for you and shows it once. Send it with every request, in the header and
          never in an address: <code>Authorization: Bearer assay_live_…</code>. Two keys can live at the same
          time, so that you can change over without a pause.
        </p>
      </Part>
      <Part id="retries" title="Retries">
        <p>
          Send a new <code>Idempotency-Key</code> with each POST and the same one with its retries. For 24
          hours the first answer is given again, with <code>Idempotent-Replayed: true</code>. An answer of 500
          or more is never kept: retry it. Even without a key the same <code>externalId</code> never makes two
          candidates.
        </p>
      </Part>
      <Part id="limits" title="Limits">
        <p>
          100 requests a minute for each key. Every answer says what is left:{" "}
          <code>RateLimit: "default";r=42;t=17</code> means 42 now, all of them in 17 seconds. A body may have
          256 KiB.
        </p>
      </Part>
      <Part id="versions" title="Versions">
        <p>
          Within v1 members are added and never removed or changed in meaning: ignore those that you do not
          know, as we ignore yours.
        </p>
      </Part>
    </>
  );
}

/** The call that goes the other way, for partners that want a say at sign-in. */
export function LookupGuide() {
  return (
    <Part id="lookup" title="Your lookup service (optional)">
      <p>
        When a candidate of yours signs in, the portal can ask you whether the process goes on:{" "}
        <code>
          GET {"{lookupUrl}"}/candidates/{"{externalId}"}
        </code>{" "}
        with <code>Authorization: Bearer</code> and the secret that you gave the hiring team. Answer with 200,{" "}
        <code>application/json</code>, within 700 milliseconds.
      </p>
      <CodeBlock label="The candidate may go on" code={JSON.stringify(LOOKUP_ACTIVE, null, 2)} />
      <CodeBlock label="The candidate may not go on" code={JSON.stringify(LOOKUP_DENIED, null, 2)} />
      <p>
        Only a denial in this form, with status 200 or 403, that names this very candidate keeps somebody out.
        It stays in force and ends open sessions. Whatever else happens (no answer, an error, a 401, another
        candidate's id, a page instead of JSON), the candidate signs in and you are asked again later.
        Redirects are not followed, and answers beyond 64 KiB are not read. A good answer holds for five
        minutes.
      </p>
      <p>
        A candidate that you do not know: 404 with <code>{'{"externalId": "…"}'}</code>.
      </p>
    </Part>
  );
}

/** Every error, at the place that its `type` names. */
export function Errors() {
  return (
    <Part id="errors" title="Errors">
      <p>
        Every error is a problem document (RFC 9457, <code>application/problem+json</code>) with{" "}
        <code>type</code>, <code>title</code>, <code>status</code>, <code>detail</code>, <code>code</code> and{" "}
        <code>requestId</code>. Branch on <code>code</code>; quote <code>requestId</code> when you write to
        us. <code>errors</code> holds a JSON pointer to each member that needs a change.
      </p>
      <dl className="grid gap-4">
        {problems.map(({ code, status, title, text }) => (
          <div key={code} id={code} className="scroll-mt-6">
            <dt className="font-semibold">
              <a className="link font-mono text-code" href={`#${code}`}>
                {code}
              </a>{" "}
              · {status} · {title}
            </dt>
            <dd className="mt-1">{text}</dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

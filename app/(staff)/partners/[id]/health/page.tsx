import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { getPartnerHealth, type PartnerHealthView } from "#lib/partners/health/queries.ts";
import { canManagePartners } from "#lib/partners/policy.ts";
import { checkNow } from "../../actions.ts";
import { HealthStatus } from "../../health-status.tsx";
import { Failures } from "./failures.tsx";
import { History } from "./history.tsx";
import { LatencyChart } from "./latency-chart.tsx";
import { Mutes } from "./mutes.tsx";
import { OutcomesChart } from "./outcomes-chart.tsx";

type HealthPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string) => found(getPartnerHealth(await requireStaff(), id)));

export async function generateMetadata({ params }: HealthPageProps): Promise<Metadata> {
  return { title: `Health of ${(await load((await params).id)).name} · Partners` };
}

export default async function PartnerHealthPage({ params, searchParams }: HealthPageProps) {
  const actor = await requireStaff();
  const health = await load((await params).id);
  const canManage = canManagePartners(actor, actor.orgId);
  const hasCharts = health.asked + health.skipped > 0;
  const done = await readParams(searchParams);
  const csvHref = `/api/partners/${health.id}/look-ups.csv`;
  return (
    <>
      <Done health={health} done={done} />
      <PageHeader
        title={`Health of ${health.name}`}
        back={{ href: `/partners/${health.id}`, label: health.name }}
        meta={<HealthStatus health={health.line} disabled={health.disabled} />}
        actions={canManage && <Actions health={health} />}
      />
      <div className="grid gap-2">
        <p className="max-w-prose">{health.line.sentence}</p>
        <Facts health={health} withCheck={!done.checked} />
      </div>
      {hasCharts && (
        <Section title="The last 24 hours">
          <div className="grid gap-8 lg:grid-cols-2">
            <LatencyChart hours={health.hours} budgetMs={LOOKUP_BUDGET_MS} csvHref={csvHref} />
            <OutcomesChart hours={health.hours} csvHref={csvHref} />
          </div>
        </Section>
      )}
      <Failures health={health} />
      <Mutes health={health} canManage={canManage} />
      <History events={health.history} />
    </>
  );
}

/** What the button that was pressed last came to. */
function Done({ health, done }: { health: PartnerHealthView; done: Partial<Record<string, string>> }) {
  const { lastCheck } = health;
  if (done.checked && lastCheck) {
    const tone = lastCheck.good === null ? "neutral" : lastCheck.good ? "pass" : "warn";
    return (
      <FocusedNotice key={lastCheck.at.toISOString()} tone={tone} title="Checked now">
        {lastCheck.sentence}
      </FocusedNotice>
    );
  }
  if (done.muted)
    return <FocusedNotice tone="pass">The failure is muted. It is still counted.</FocusedNotice>;
  if (done.unmuted) return <FocusedNotice tone="pass">The failure speaks up again.</FocusedNotice>;
  if (!health.disabled) return null;
  return (
    <Notice className="mb-6" title="This partner is switched off.">
      It is not asked about anybody.
    </Notice>
  );
}

function Actions({ health: { id, hasLookup } }: { health: PartnerHealthView }) {
  return (
    <>
      {hasLookup && (
        <Form action={checkNow} scope="check">
          <input type="hidden" name="partnerId" value={id} />
          <SubmitButton>Check now</SubmitButton>
        </Form>
      )}
      <LinkButton href="#mute">Mute for…</LinkButton>
      <LinkButton href={`/partners/${id}`}>Settings</LinkButton>
    </>
  );
}

const GATE_WORDS: Record<string, string> = {
  closed: "Closed: the partner is asked at every sign-in",
  open: "Open: the partner kept failing and is not asked",
  half_open: "Half open: the next sign-in asks once",
  paused: "Paused, as the partner asked for",
};

function Facts({ health, withCheck }: { health: PartnerHealthView; withCheck: boolean }) {
  const { affected, breaker, asked, failed, skipped, degradedAt, adminMailedAt, lastCheck } = health;
  if (!health.hasLookup) return null;
  const share = asked === 0 ? null : Math.round(((asked - Math.min(failed, asked)) / asked) * 100);
  return (
    <dl className="facts mt-2">
      <dt>Answered</dt>
      <dd>
        {share === null
          ? "No look-up in 24 h"
          : `${share}\u00a0% of ${formatCount(asked)} in 24 h${skipped > 0 ? `; ${formatCount(skipped)} more were not put, to give the partner a pause` : ""}`}
      </dd>
      {affected.count > 0 && affected.firstAt && affected.lastAt && (
        <>
          <dt>Affected</dt>
          <dd>
            {formatCount(affected.count)} {affected.count === 1 ? "candidate" : "candidates"}, first{" "}
            <LocalTime at={affected.firstAt.toISOString()} />, last{" "}
            <LocalTime at={affected.lastAt.toISOString()} />
          </dd>
        </>
      )}
      <dt>Breaker</dt>
      <dd>
        {GATE_WORDS[breaker.word]}
        {breaker.word === "closed" &&
          breaker.failuresInRow > 0 &&
          `; ${breaker.failuresInRow} failed in a row`}
        {(breaker.word === "open" || breaker.word === "paused") && breaker.triesAt && (
          <>
            , tries again at <LocalTime at={breaker.triesAt.toISOString()} style="clock" />
          </>
        )}
      </dd>
      {degradedAt && (
        <>
          <dt>Degraded since</dt>
          <dd>
            <LocalTime at={degradedAt.toISOString()} />: more than half failed for 15 minutes
          </dd>
        </>
      )}
      {health.mutes.length > 0 && (
        <>
          <dt>Muting</dt>
          <dd>
            <TextLink href="#mute">
              {health.mutes.length === 1 ? "One kind of failure" : `${health.mutes.length} kinds of failure`}
            </TextLink>
            , until <LocalTime at={health.mutes.at(-1)?.until.toISOString() ?? ""} />
          </dd>
        </>
      )}
      {withCheck && lastCheck && (
        <>
          <dt>Last check</dt>
          <dd className="max-w-prose">
            <LocalTime at={lastCheck.at.toISOString()} /> by {lastCheck.by}: {lastCheck.sentence}
          </dd>
        </>
      )}
      <dt>Their admin</dt>
      <dd>
        {health.contactEmail ?? "No address is set"}
        {adminMailedAt && (
          <>
            , last told of a wrong setting on <LocalTime at={adminMailedAt.toISOString()} />
          </>
        )}
      </dd>
    </dl>
  );
}

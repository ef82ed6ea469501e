import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { getPartnerHealth, type PartnerHealthView } from "#lib/partners/health/queries.ts";
import { canManagePartners } from "#lib/partners/policy.ts";
import { checkNow } from "../../actions.ts";
import { HealthSentence, HealthStatus } from "../../health-status.tsx";
import { Facts } from "./facts.tsx";
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
  const hasCharts = health.health.counts.asked + health.health.counts.skipped > 0;
  const done = await readParams(searchParams);
  const csvHref = `/api/partners/${health.id}/look-ups.csv`;
  return (
    <>
      <Done health={health} done={done} />
      <PageHeader
        title={`Health of ${health.name}`}
        back={{ href: `/partners/${health.id}`, label: health.name }}
        meta={<HealthStatus health={health.health} />}
        actions={canManage && <Actions health={health} />}
      />
      <div className="grid gap-2">
        <p className="max-w-prose">
          <HealthSentence sentence={health.health.sentence} />
        </p>
        <Facts health={health} withCheck={!done.checked} />
      </div>
      {hasCharts && (
        <Section title="The last 24 hours">
          <div className="grid gap-8 lg:grid-cols-2">
            <LatencyChart hours={health.hours} budgetMs={LOOKUP_BUDGET_MS} csvHref={csvHref} />
            <OutcomesChart hours={health.hours} finding={health.health.caption} csvHref={csvHref} />
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
  return null;
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

import type { Metadata } from "next";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { canManagePartners } from "#lib/partners/policy.ts";
import { getPartner, type PartnerView } from "#lib/partners/queries.ts";
import { setDisabled, update } from "../actions.ts";
import { HealthSentence, HealthStatus } from "../health-status.tsx";
import { PartnerFields } from "../partner-fields.tsx";
import { Keys } from "./keys.tsx";

type PartnerPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

const load = cache(async (id: string) => found(getPartner(await requireStaff(), id)));

export async function generateMetadata({ params }: PartnerPageProps): Promise<Metadata> {
  return { title: `${(await load((await params).id)).name} · Partners` };
}

export default async function PartnerPage({ params, searchParams }: PartnerPageProps) {
  const actor = await requireStaff();
  const partner = await load((await params).id);
  const { saved } = await readParams(searchParams);
  const canManage = canManagePartners(actor, actor.orgId);
  return (
    <>
      {partner.disabledAt ? (
        <Notice className="mb-6" title="This partner is switched off.">
          Its keys do not work and it is not asked about anybody. Candidates it has sent keep their access.
        </Notice>
      ) : (
        saved && (
          <Notice tone="pass" className="mb-6">
            The partner is saved.
          </Notice>
        )
      )}
      <PageHeader
        title={partner.name}
        back={{ href: "/partners", label: "Partners" }}
        meta={<HealthStatus health={partner.health} />}
      />
      <Section title="Health">
        <p className="mb-3 max-w-prose">
          <HealthSentence sentence={partner.health.sentence} />
        </p>
        <TextLink href={`/partners/${partner.id}/health`}>
          Look-ups of the last 24 h, failures, check now
        </TextLink>
      </Section>
      <Section
        title="Keys"
        actions={
          canManage &&
          partner.canAddKey && <LinkButton href={`/partners/${partner.id}/keys/new`}>Make a key</LinkButton>
        }
      >
        <Keys partner={partner} canManage={canManage} />
      </Section>
      {canManage && (
        <>
          <Section title="Settings">
            <Form action={update} scope="settings">
              <input type="hidden" name="partnerId" value={partner.id} />
              <PartnerFields partner={partner} />
              <div>
                <SubmitButton>Save the partner</SubmitButton>
              </div>
            </Form>
          </Section>
          <OnOff partner={partner} />
        </>
      )}
    </>
  );
}

function OnOff({ partner: { id, disabledAt } }: { partner: PartnerView }) {
  const off = disabledAt !== null;
  return (
    <Section title={off ? "Switch it on again" : "Switch it off"}>
      <Form action={setDisabled} scope="on-off">
        <input type="hidden" name="partnerId" value={id} />
        <input type="hidden" name="disabled" value={off ? "false" : "true"} />
        <p className="max-w-prose">
          {off
            ? "Its live keys work again, and it is asked at sign-in again."
            : "Its keys stop working at once and it is not asked about anybody. You can switch it on again."}
        </p>
        <div>
          <SubmitButton tone={off ? "secondary" : "danger"}>
            {off ? "Switch the partner on" : "Switch the partner off"}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

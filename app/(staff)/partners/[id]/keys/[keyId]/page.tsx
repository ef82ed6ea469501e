import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { QuestionFacts } from "#app/_views/question-facts.tsx";
import { ROTATION_OVERLAP_DAYS } from "#lib/partners/keys/rules.ts";
import { getPartner, type PartnerKeyView } from "#lib/partners/queries.ts";
import { revoke, rotate } from "../../../actions.ts";
import { NewKey } from "../new-key.tsx";

type KeyPageProps = { params: Promise<{ id: string; keyId: string }> };

const load = cache(async (id: string, keyId: string) => {
  const partner = await found(getPartner(await found(requireStaff("manager")), id));
  const key = partner.keys.find((candidate) => candidate.id === keyId) ?? notFound();
  return { partner, key };
});

export async function generateMetadata({ params }: KeyPageProps): Promise<Metadata> {
  const { id, keyId } = await params;
  const { partner, key } = await load(id, keyId);
  return { title: `Key ${key.name} of ${partner.name} · Partners` };
}

export default async function KeyPage({ params }: KeyPageProps) {
  const { id, keyId } = await params;
  const { partner, key } = await load(id, keyId);
  const back = `/partners/${partner.id}`;
  return (
    <>
      <PageHeader title={`Key “${key.name}”`} back={{ href: back, label: partner.name }} />
      <QuestionFacts facts={factsOf(key)} />
      {key.live && (
        <Section title="Rotate">
          {/* Kept when there is no room for a key: without scripts the page is made anew around the form's answer. */}
          <Form action={rotate} scope="rotate" done={<NewKey backHref={back} />}>
            <RotateFields keyId={key.id} possible={partner.canAddKey} />
          </Form>
        </Section>
      )}
      {key.live && (
        <Section title="Revoke">
          <Form action={revoke} scope="revoke">
            <input type="hidden" name="partnerId" value={partner.id} />
            <input type="hidden" name="keyId" value={key.id} />
            <p className="max-w-prose">
              It stops working at once and for good; whatever the partner sends with it is refused.
            </p>
            <div>
              <SubmitButton tone="danger">Revoke the key</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  );
}

function RotateFields({ keyId, possible }: { keyId: string; possible: boolean }) {
  if (!possible) return <p className="max-w-prose">Two keys live already. Revoke one before you rotate.</p>;
  return (
    <>
      <input type="hidden" name="keyId" value={keyId} />
      <p className="max-w-prose">
        You get a new key with the same rights. This one goes on working for {ROTATION_OVERLAP_DAYS} days, so
        that the partner can change over without a gap.
      </p>
      <div>
        <SubmitButton>Rotate the key</SubmitButton>
      </div>
    </>
  );
}

function factsOf(key: PartnerKeyView) {
  const { prefix, scopes, createdAt, createdBy, lastUsedAt, expiresAt, live } = key;
  return [
    { name: "Begins with", value: <code>{prefix}…</code> },
    { name: "May", value: scopes.join(", ") },
    {
      name: "Made",
      value: (
        <>
          <LocalTime at={createdAt.toISOString()} />
          {createdBy && ` by ${createdBy}`}
        </>
      ),
    },
    { name: "Last used", value: lastUsedAt ? <LocalTime at={lastUsedAt.toISOString()} /> : "Never" },
    { name: "Ends", value: expiresAt ? <LocalTime at={expiresAt.toISOString()} /> : "When it is revoked" },
    { name: "State", value: live ? "Works" : "Does not work any more" },
  ];
}

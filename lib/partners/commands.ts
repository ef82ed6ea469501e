import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { egressProblem } from "./egress.ts";
import { slugFrom } from "./rules.ts";
import { LOOKUP_SECRET, type PartnerInput } from "./schema.ts";

/** @throws DomainError invalid with a pointer to the field. */
function refuse(field: string, detail: string): never {
  throw new DomainError("invalid", "Some answers need a change.", {
    errors: [{ pointer: `/${field}`, detail }],
  });
}

/** @param stored the address that the stored secret was given for; a secret never travels to another host. */
async function checkLookup(input: PartnerInput, stored: string | null): Promise<void> {
  if (!input.lookupUrl) {
    if (input.lookupSecret) refuse("lookupUrl", "is empty, so the secret would be used for nothing");
    return;
  }
  const problem = await egressProblem(input.lookupUrl);
  if (problem) refuse("lookupUrl", problem);
  if (input.lookupSecret) return;
  if (!stored) refuse("lookupSecret", "is empty: the partner's service has to know who asks");
  if (new URL(stored).origin !== new URL(input.lookupUrl).origin) {
    refuse("lookupSecret", "is empty: the address is on another host now, so its secret is needed again");
  }
}

/**
 * Makes a partner of the actor's organisation.
 * @throws DomainError invalid when the lookup address is one that the portal may not call, conflict for a taken slug.
 */
export async function createPartner(
  actor: Actor,
  input: PartnerInput,
): Promise<{ id: string; slug: string }> {
  const staff = assertStaff(actor, "manager");
  const slug = input.slug ?? slugFrom(input.name);
  if (!slug) refuse("slug", "is empty: the name holds no letter a–z to make one from");
  await checkLookup(input, null);
  return db.$transaction(async (tx) => {
    const made = await tx.partner.createManyAndReturn({
      data: [
        {
          id: newId(),
          orgId: staff.orgId,
          slug,
          name: input.name,
          contactEmail: input.contactEmail ?? null,
          lookupUrl: input.lookupUrl ?? null,
          lookupSecretSealed: input.lookupSecret ? seal(LOOKUP_SECRET, input.lookupSecret) : null,
        },
      ],
      skipDuplicates: true,
      select: { id: true, slug: true },
    });
    const partner = made[0];
    if (!partner) {
      throw new DomainError("conflict", "This slug is taken. Choose another.", {
        errors: [{ pointer: "/slug", detail: "is taken" }],
      });
    }
    await writeAudit(tx, actor, {
      orgId: staff.orgId,
      action: "partner.created",
      subject: "partner",
      subjectId: partner.id,
      data: { slug, lookupUrl: input.lookupUrl ?? null },
    });
    return partner;
  });
}

/**
 * Changes a partner's name, contact and lookup. Its slug stays: keys and addresses outside may hold it. An empty
 * secret keeps the stored one; an empty lookup address stops the lookups and forgets the secret.
 * @throws DomainError not_found, or invalid as at `createPartner`.
 */
export async function updatePartner(actor: Actor, partnerId: string, input: PartnerInput): Promise<void> {
  const staff = assertStaff(actor, "manager");
  const partner = isId(partnerId)
    ? await db.partner.findFirst({ where: { id: partnerId, orgId: staff.orgId } })
    : null;
  if (!partner) throw notFound("partner");
  await checkLookup(input, partner.lookupSecretSealed ? partner.lookupUrl : null);
  const secret = input.lookupSecret ? seal(LOOKUP_SECRET, input.lookupSecret) : partner.lookupSecretSealed;
  await db.$transaction(async (tx) => {
    await tx.partner.update({
      where: { id: partnerId },
      data: {
        name: input.name,
        contactEmail: input.contactEmail ?? null,
        lookupUrl: input.lookupUrl ?? null,
        lookupSecretSealed: input.lookupUrl ? secret : null,
      },
    });
    await writeAudit(tx, actor, {
      orgId: staff.orgId,
      action: "partner.updated",
      subject: "partner",
      subjectId: partnerId,
      data: {
        name: input.name,
        lookupUrl: input.lookupUrl ?? null,
        secretChanged: input.lookupSecret !== undefined,
      },
    });
  });
}

/** Switches a partner off (its keys stop working, nobody is looked up) or on again. */
export async function setPartnerDisabled(actor: Actor, partnerId: string, disabled: boolean): Promise<void> {
  const staff = assertStaff(actor, "manager");
  if (!isId(partnerId)) throw notFound("partner");
  await db.$transaction(async (tx) => {
    const changed = await tx.partner.updateMany({
      where: { id: partnerId, orgId: staff.orgId },
      data: { disabledAt: disabled ? now() : null },
    });
    if (changed.count === 0) throw notFound("partner");
    await writeAudit(tx, actor, {
      orgId: staff.orgId,
      action: disabled ? "partner.disabled" : "partner.enabled",
      subject: "partner",
      subjectId: partnerId,
    });
  });
}

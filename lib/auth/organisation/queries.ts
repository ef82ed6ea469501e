import { db } from "#lib/platform/db.ts";
import type { StaffActor } from "../actor.ts";

/** The actor's own organisation, as the pages' shell names it. */
export async function getOrganisation(actor: StaffActor): Promise<{ name: string; slug: string }> {
  return db.organisation.findUniqueOrThrow({
    where: { id: actor.orgId },
    select: { name: true, slug: true },
  });
}

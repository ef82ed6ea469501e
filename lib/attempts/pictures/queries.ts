import type { Actor } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";

/**
 * A picture of a statement: for candidates who were asked a question that shows it, and for the team whose question it is.
 * @param name `<sha256>.<form>`
 * @throws DomainError not_found
 */
export async function getPicture(actor: Actor, name: string): Promise<Uint8Array> {
  if (actor.kind !== "staff" && actor.kind !== "candidate") throw notFound("picture");
  const { userId } = actor;
  const asked = { candidate: { userId, ...LIVE_CANDIDACY } };
  const readers = [
    { items: { some: { assessmentVersion: { attempts: { some: asked } } } } },
    ...(actor.kind === "staff" ? [{ question: { orgId: actor.orgId } }] : []),
  ];
  const file = await db.questionFile.findFirst({
    where: { kind: "picture", path: name, version: { OR: readers } },
    select: { content: true },
  });
  if (!file) throw notFound("picture");
  return file.content;
}

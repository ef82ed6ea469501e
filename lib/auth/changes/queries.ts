import { db } from "#lib/platform/db.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { type Actor, assertStaff } from "../actor.ts";

const CHANGES_PER_PAGE = 50;

export interface AuditRow {
  id: bigint;
  at: Date;
  /** Person, partner or job. */
  who: string;
  action: string;
  subject: string;
  subjectId: string | null;
  /** The name of what was changed, where it has one that the team knows. */
  subjectName: string | null;
  data: unknown;
  requestId: string | null;
}

/** Every change that the audit trail holds for the team, newest first. */
export async function listAuditEvents(
  actor: Actor,
  filter: PageRequest<bigint>,
): Promise<Page<AuditRow, bigint>> {
  const staff = assertStaff(actor, "manager");
  const page = keysetOf(filter, CHANGES_PER_PAGE);
  const found = await db.auditEvent.findMany({ ...page, where: { ...page.where, orgId: staff.orgId } });
  const { rows, ...ends } = pageOf(found, filter, CHANGES_PER_PAGE);
  const [names, subjects] = await Promise.all([actorNames(rows), subjectNames(staff.orgId, rows)]);
  return {
    ...ends,
    rows: rows.map(({ id, at, action, subject, subjectId, data, requestId, actorKind, actorId }) => ({
      id,
      at,
      action,
      subject,
      subjectId,
      subjectName: subjects.get(subjectId ?? "") ?? null,
      data,
      requestId,
      who: names.get(actorId ?? "") ?? (actorKind === "system" ? "Assay" : actorKind),
    })),
  };
}

const present = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];

/** Staff and candidates act by their user's id, partners by their key's. */
async function actorNames(
  rows: { actorKind: string; actorId: string | null }[],
): Promise<Map<string, string>> {
  const idsOf = (...kinds: string[]) =>
    present(rows.map(({ actorKind, actorId }) => (kinds.includes(actorKind) ? actorId : null)));
  const [users, keys] = await Promise.all([
    db.user.findMany({
      where: { id: { in: idsOf("staff", "candidate") } },
      select: { id: true, name: true },
    }),
    db.partnerKey.findMany({
      where: { id: { in: idsOf("partner") } },
      select: { id: true, partner: { select: { name: true } } },
    }),
  ]);
  return new Map([
    ...users.map(({ id, name }) => [id, name] as const),
    ...keys.map(({ id, partner }) => [id, partner.name] as const),
  ]);
}

/** Names of the organisation's own candidates, partners, members and contents that rows speak of, by id. */
async function subjectNames(
  orgId: string,
  rows: { subject: string; subjectId: string | null }[],
): Promise<Map<string, string>> {
  const among = (subject: string) => ({
    orgId,
    id: { in: present(rows.map((row) => (row.subject === subject ? row.subjectId : null))).filter(isId) },
  });
  const select = { id: true, name: true };
  const { id: userIds } = among("user");
  const [candidates, partners, members, attempts] = await Promise.all([
    db.candidate.findMany({ where: among("candidate"), select }),
    db.partner.findMany({ where: among("partner"), select }),
    db.user.findMany({ where: { id: userIds, memberships: { some: { orgId } } }, select }),
    db.attempt.findMany({
      where: among("attempt"),
      select: { id: true, candidate: { select: { name: true } } },
    }),
  ]);
  return new Map([
    ...[...candidates, ...partners, ...members].map(({ id, name }) => [id, name] as const),
    ...attempts.map(({ id, candidate }) => [id, candidate.name] as const),
  ]);
}

import { db } from "#lib/platform/db.ts";
import type { Prisma, SignInOutcome } from "#lib/platform/generated/client.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { type Actor, assertStaff } from "../actor.ts";

export const ACTIVITY_PER_PAGE = 50;
/** People whose tries one search by name gathers; a common first name has no more. */
const MAX_PEOPLE = 200;
const NEAR_MATCHES = 5;

export interface JournalRow {
  id: string;
  at: Date;
  email: string;
  /** null: the address belongs to nobody whom the team knows. */
  name: string | null;
  outcome: SignInOutcome;
  reason: string;
  partner: string | null;
  lookup: string | null;
  lookupMs: number | null;
  durationMs: number;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

const contains = (text: string) => ({ contains: text, mode: "insensitive" as const });

/** Members and candidates of the organisation whose name or address holds the text. */
async function peopleLike(orgId: string, text: string, take: number) {
  const matches = { OR: [{ name: contains(text) }, { email: contains(text) }] };
  const [candidates, members] = await Promise.all([
    db.candidate.findMany({
      where: { orgId, erasedAt: null, ...matches },
      orderBy: { id: "desc" },
      take,
      select: { id: true, userId: true, name: true, email: true },
    }),
    db.membership.findMany({
      where: { orgId, user: matches },
      take,
      select: { user: { select: { id: true, name: true, email: true } } },
    }),
  ]);
  return { candidates, members: members.map(({ user }) => user) };
}

async function searchFilter(orgId: string, text: string): Promise<Prisma.SignInAttemptWhereInput> {
  const { candidates, members } = await peopleLike(orgId, text, MAX_PEOPLE);
  const userIds = [...members.map(({ id }) => id), ...candidates.flatMap(({ userId }) => userId ?? [])];
  return {
    OR: [
      { email: contains(text) },
      { requestId: text },
      { candidateId: { in: candidates.map(({ id }) => id) } },
      { userId: { in: userIds } },
    ],
  };
}

export interface JournalFilter extends PageRequest {
  /** Part of a name or address, or a whole request id. */
  search?: string;
  outcome?: SignInOutcome;
  /** The partner that was asked, or that sourced the person who was refused. */
  partnerId?: string;
}

/** The team's sign-in journal, newest first. */
export async function searchJournal(actor: Actor, filter: JournalFilter): Promise<Page<JournalRow>> {
  const staff = assertStaff(actor, "manager");
  const page = keysetOf(filter, ACTIVITY_PER_PAGE);
  const matching = filter.search ? await searchFilter(staff.orgId, filter.search) : {};
  const found = await db.signInAttempt.findMany({
    ...page,
    where: {
      ...page.where,
      orgId: staff.orgId,
      ...(filter.outcome ? { outcome: filter.outcome } : {}),
      ...(filter.partnerId ? { partnerId: filter.partnerId } : {}),
      ...matching,
    },
  });
  const { rows, ...ends } = pageOf(found, filter, ACTIVITY_PER_PAGE);
  const names = await namesOf(rows);
  return {
    ...ends,
    rows: rows.map(({ candidateId, userId, partnerId, lookupOutcome, ...row }) => ({
      ...row,
      name: names.get(candidateId ?? "") ?? names.get(userId ?? "") ?? null,
      partner: names.get(partnerId ?? "") ?? null,
      lookup: lookupOutcome,
    })),
  };
}

/** The partners by which the journal can be narrowed, by name. */
export function listJournalPartners(actor: Actor): Promise<{ id: string; name: string }[]> {
  const staff = assertStaff(actor, "manager");
  return db.partner.findMany({
    where: { orgId: staff.orgId },
    orderBy: { name: "asc" },
    take: MAX_PEOPLE,
    select: { id: true, name: true },
  });
}

const present = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];

/** Names of the people and partners that rows of the journal point at, by id. */
async function namesOf(
  rows: { candidateId: string | null; userId: string | null; partnerId: string | null }[],
): Promise<Map<string, string>> {
  const select = { id: true, name: true };
  const among = (ids: (string | null)[]) => ({ where: { id: { in: present(ids) } }, select });
  const groups = await Promise.all([
    db.user.findMany(among(rows.map((row) => row.userId))),
    db.candidate.findMany(among(rows.map((row) => row.candidateId))),
    db.partner.findMany(among(rows.map((row) => row.partnerId))),
  ]);
  return new Map(groups.flat().map(({ id, name }) => [id, name]));
}

/** People of the team whom an unanswered search may have meant: they never tried, or under another address. */
export async function findNearMatches(
  actor: Actor,
  search: string,
): Promise<{ name: string; email: string }[]> {
  const staff = assertStaff(actor, "manager");
  // What stands after the @ is shared by many who have nothing else in common.
  const [own = ""] = search.split("@");
  const words = own.split(/[\s.+_-]+/).filter((word) => word.length >= 3);
  const groups = await Promise.all(
    words.slice(0, 3).map((word) => peopleLike(staff.orgId, word, NEAR_MATCHES)),
  );
  const people = groups.flatMap(({ candidates, members }) => [...candidates, ...members]);
  const byEmail = new Map(people.map(({ name, email }) => [email, { name, email }]));
  return [...byEmail.values()].slice(0, NEAR_MATCHES);
}

export interface AuditRow {
  id: bigint;
  at: Date;
  /** Person, partner or job. */
  who: string;
  action: string;
  subject: string;
  subjectId: string | null;
  data: unknown;
  requestId: string | null;
}

/** Every change that the audit trail holds for the team, newest first. */
export async function listAuditEvents(
  actor: Actor,
  filter: PageRequest<bigint>,
): Promise<Page<AuditRow, bigint>> {
  const staff = assertStaff(actor, "manager");
  const page = keysetOf(filter, ACTIVITY_PER_PAGE);
  const found = await db.auditEvent.findMany({ ...page, where: { ...page.where, orgId: staff.orgId } });
  const { rows, ...ends } = pageOf(found, filter, ACTIVITY_PER_PAGE);
  const names = await actorNames(rows);
  return {
    ...ends,
    rows: rows.map(({ id, at, action, subject, subjectId, data, requestId, actorKind, actorId }) => ({
      id,
      at,
      action,
      subject,
      subjectId,
      data,
      requestId,
      who: names.get(actorId ?? "") ?? (actorKind === "system" ? "Assay" : actorKind),
    })),
  };
}

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

import { db } from "#lib/platform/db.ts";
import type { Prisma, SignInOutcome } from "#lib/platform/generated/client.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { type Actor, assertStaff } from "../actor.ts";
import { ENDED_BY, endOf } from "../rules.ts";
import type { JournalEnd } from "./rules.ts";

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
  lookupDetail: string | null;
  /** The end of access that the try met; for other refusals the one that stands in the record now. */
  ended: JournalEnd | null;
  /** When the first proof of the mailbox voided the password, for tries with that password. */
  voidedAt: Date | null;
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
  const [names, records, voids] = await Promise.all([namesOf(rows), recordsOf(rows), voidsOf(rows)]);
  return {
    ...ends,
    rows: rows.map((row) => ({
      ...row,
      name: names.get(row.candidateId ?? "") ?? names.get(row.userId ?? "") ?? null,
      partner: names.get(row.partnerId ?? "") ?? null,
      lookup: row.lookupOutcome,
      ended: endMet(row, records.get(row.candidateId ?? "")),
      voidedAt: voids.get(row.userId ?? "") ?? null,
    })),
  };
}

/** When the passwords were voided that tries used afterwards, by account. */
async function voidsOf(rows: { userId: string | null; reason: string }[]): Promise<Map<string, Date | null>> {
  const tried = rows.filter(({ reason }) => reason === "password_voided");
  if (tried.length === 0) return new Map();
  const users = await db.user.findMany({
    where: { id: { in: present(tried.map(({ userId }) => userId)) } },
    select: { id: true, passwordVoidedAt: true },
  });
  return new Map(users.map(({ id, passwordVoidedAt }) => [id, passwordVoidedAt]));
}

/** What the records say now of the candidates whom refused tries concern, by id. */
async function recordsOf(rows: { candidateId: string | null; outcome: SignInOutcome }[]) {
  const refused = rows.filter(({ outcome }) => outcome !== "signed_in");
  const candidates = await db.candidate.findMany({
    where: { id: { in: present(refused.map(({ candidateId }) => candidateId)) } },
    select: {
      id: true,
      deniedAt: true,
      deniedReason: true,
      withdrawnAt: true,
      withdrawnBy: true,
      erasedAt: true,
      partner: { select: { name: true } },
    },
  });
  const memberIds = candidates.map(({ withdrawnBy }) => /^staff:(.+)$/.exec(withdrawnBy ?? "")?.[1] ?? null);
  const members = await db.user.findMany({
    where: { id: { in: present(memberIds) } },
    select: { id: true, name: true },
  });
  const names = new Map(members.map(({ id, name }) => [`staff:${id}`, name]));
  return new Map(
    candidates.map(({ partner, ...record }) => {
      const member = names.get(record.withdrawnBy ?? "") ?? null;
      return [record.id, { ...record, partner: partner?.name ?? null, member }] as const;
    }),
  );
}

type RecordNow = Awaited<ReturnType<typeof recordsOf>> extends Map<string, infer Found> ? Found : never;
type Met = { outcome: SignInOutcome; reason: string; endedAt: Date | null };

/** A try may note its denial a moment before the record has it; a denial after a lifted one comes much later. */
const SAME_DENIAL_MS = 10_000;

/** Whether the denial that a try met is the one that is recorded now: only a denial can be lifted. */
function stillStands(recorded: Date | null | undefined, noted: Date): boolean {
  return recorded instanceof Date && recorded.getTime() - noted.getTime() <= SAME_DENIAL_MS;
}

/** Whose act turned a try away: as its row says, and by the record as it stands now where the row does not. */
function endMet({ outcome, reason, endedAt }: Met, record: RecordNow | undefined): JournalEnd | null {
  if (outcome === "signed_in") return null;
  const current = record ? endOf(record) : null;
  const noted = reason === "lookup_denied" ? "partner_denied" : ENDED_BY.find((by) => by === reason);
  const by = noted ?? current?.by;
  const at = endedAt ?? current?.endedAt;
  if (!by || !at) return null;
  const stands = by !== "partner_denied" || stillStands(record?.deniedAt, at);
  const given = by === "partner_denied" && stands ? (record?.deniedReason ?? null) : null;
  return { by, at, stands, given, partner: record?.partner ?? null, member: record?.member ?? null };
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

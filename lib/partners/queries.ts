import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { type HealthLine, healthLine } from "./health/rules.ts";
import { isLiveKey, MAX_LIVE_KEYS } from "./keys/rules.ts";

export const PARTNERS_PER_PAGE = 50;
const HEALTH_WINDOW_MS = 24 * 3_600_000;
/** Keys on a partner's page: two live ones and the dead ones before them. */
const MAX_KEYS_SHOWN = 50;

export interface PartnerRow {
  id: string;
  slug: string;
  name: string;
  lookupUrl: string | null;
  disabled: boolean;
  liveKeys: number;
  lastUsedAt: Date | null;
  health: HealthLine;
}

const startOfWindow = () => new Date(now().getTime() - HEALTH_WINDOW_MS);

/** Look-ups of the last 24 hours and those of them that failed, by partner. */
async function countsOf(partnerIds: string[]) {
  const [lookups, failures] = await Promise.all([
    db.partnerLookup.groupBy({
      by: ["partnerId"],
      where: { partnerId: { in: partnerIds }, at: { gte: startOfWindow() } },
      _count: true,
    }),
    db.partnerFailure.groupBy({
      by: ["partnerId"],
      where: { partnerId: { in: partnerIds }, windowStart: { gte: startOfWindow() } },
      _sum: { count: true },
    }),
  ]);
  const asked = new Map(lookups.map((row) => [row.partnerId, row._count]));
  const failed = new Map(failures.map((row) => [row.partnerId, row._sum.count ?? 0]));
  return (id: string) => ({ lookups: asked.get(id) ?? 0, failures: failed.get(id) ?? 0 });
}

/** The organisation's partners, newest first. */
export async function listPartners(actor: Actor, request: PageRequest = {}): Promise<Page<PartnerRow>> {
  const staff = assertStaff(actor);
  const page = keysetOf(request, PARTNERS_PER_PAGE);
  const found = await db.partner.findMany({
    ...page,
    where: { ...page.where, orgId: staff.orgId },
    select: {
      id: true,
      slug: true,
      name: true,
      lookupUrl: true,
      disabledAt: true,
      keys: {
        where: { revokedAt: null },
        select: { revokedAt: true, expiresAt: true, lastUsedAt: true },
      },
    },
  });
  const { rows, ...ends } = pageOf(found, request, PARTNERS_PER_PAGE);
  const counts = await countsOf(rows.map((row) => row.id));
  return {
    ...ends,
    rows: rows.map(({ keys, disabledAt, ...row }) => {
      const used = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
      return {
        ...row,
        disabled: disabledAt !== null,
        liveKeys: keys.filter((key) => isLiveKey(key, now())).length,
        lastUsedAt: used.sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
        health: healthLine(row.name, { hasLookup: row.lookupUrl !== null, ...counts(row.id) }),
      };
    }),
  };
}

export interface PartnerKeyView {
  id: string;
  name: string;
  /** The first characters: the rest is stored nowhere. */
  prefix: string;
  scopes: string[];
  createdAt: Date;
  createdBy: string | null;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
  live: boolean;
}

export interface PartnerView {
  id: string;
  slug: string;
  name: string;
  contactEmail: string | null;
  lookupUrl: string | null;
  hasLookupSecret: boolean;
  disabledAt: Date | null;
  /** Newest first. */
  keys: PartnerKeyView[];
  /** Whether another key may be made beside those that live. */
  canAddKey: boolean;
  health: HealthLine;
  /** Of the last 24 hours, the most frequent first. */
  failures: { kind: string; count: number; candidates: number; lastAt: Date | null }[];
}

/** One partner with its keys and how it has been answering. @throws DomainError not_found */
export async function getPartner(actor: Actor, partnerId: string): Promise<PartnerView> {
  const staff = assertStaff(actor);
  if (!isId(partnerId)) throw notFound("partner");
  const partner = await db.partner.findFirst({
    where: { id: partnerId, orgId: staff.orgId },
    include: { keys: { orderBy: { createdAt: "desc" }, take: MAX_KEYS_SHOWN } },
  });
  if (!partner) throw notFound("partner");
  const [keys, counts, failures] = await Promise.all([
    keyViews(partner.keys),
    countsOf([partner.id]),
    failuresOf(partner.id),
  ]);
  const { id, slug, name, contactEmail, lookupUrl, lookupSecretSealed, disabledAt } = partner;
  return {
    id,
    slug,
    name,
    contactEmail,
    lookupUrl,
    hasLookupSecret: lookupSecretSealed !== null,
    disabledAt,
    keys,
    canAddKey: keys.filter((key) => key.live).length < MAX_LIVE_KEYS,
    health: healthLine(name, { hasLookup: lookupUrl !== null, ...counts(id) }),
    failures,
  };
}

type FoundKey = Omit<PartnerKeyView, "live" | "createdBy"> & { createdById: string | null };

async function keyViews(keys: FoundKey[]): Promise<PartnerKeyView[]> {
  const makers = await db.user.findMany({
    where: { id: { in: keys.flatMap(({ createdById }) => createdById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(makers.map((maker) => [maker.id, maker.name]));
  return keys.map(
    ({ id, name, prefix, scopes, createdAt, createdById, lastUsedAt, expiresAt, revokedAt }) => ({
      id,
      name,
      prefix,
      scopes,
      createdAt,
      createdBy: names.get(createdById ?? "") ?? null,
      lastUsedAt,
      expiresAt,
      revokedAt,
      live: isLiveKey({ revokedAt, expiresAt }, now()),
    }),
  );
}

/** The failure rows hold the true count; the look-up rows say whom it hit and when last. */
async function failuresOf(partnerId: string): Promise<PartnerView["failures"]> {
  const since = startOfWindow();
  const [sums, seen] = await Promise.all([
    db.partnerFailure.groupBy({
      by: ["kind"],
      where: { partnerId, windowStart: { gte: since } },
      _sum: { count: true },
    }),
    db.$queryRaw<{ kind: string; candidates: bigint; lastAt: Date }[]>`
      select kind, count(distinct "candidateId") as candidates, max(at) as "lastAt"
      from partner_lookup where "partnerId" = ${partnerId}::uuid and at >= ${since} group by kind`,
  ]);
  const byKind = new Map(seen.map((row) => [row.kind, row]));
  return sums
    .map(({ kind, _sum }) => ({
      kind,
      count: _sum.count ?? 0,
      candidates: Number(byKind.get(kind)?.candidates ?? 0),
      lastAt: byKind.get(kind)?.lastAt ?? null,
    }))
    .sort((a, b) => b.count - a.count);
}

import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { readStandings } from "./health/facts/queries.ts";
import type { Health } from "./health/state/rules.ts";
import { isLiveKey, MAX_LIVE_KEYS } from "./keys/rules.ts";

export const PARTNERS_PER_PAGE = 50;
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
  health: Health;
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
  const standing = await readStandings(rows.map((row) => row.id));
  return {
    ...ends,
    rows: rows.map(({ keys, disabledAt, ...row }) => {
      const used = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? []);
      return {
        ...row,
        disabled: disabledAt !== null,
        liveKeys: keys.filter((key) => isLiveKey(key, now())).length,
        lastUsedAt: used.sort((a, b) => b.getTime() - a.getTime())[0] ?? null,
        health: standing(row.id).health,
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
  health: Health;
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
  const [keys, standing] = await Promise.all([keyViews(partner.keys), readStandings([partner.id])]);
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
    health: standing(id).health,
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

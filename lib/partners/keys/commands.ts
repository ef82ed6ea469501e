import type { Actor, PartnerActor } from "#lib/auth/actor.ts";
import { assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import type { KeyInput } from "../schema.ts";
import {
  apiKeyPrefix,
  isApiKey,
  isLiveKey,
  MAX_LIVE_KEYS,
  newApiKey,
  ROTATION_OVERLAP_DAYS,
} from "./rules.ts";

/** A request a second would else be a write a second. */
const LAST_USED_RESOLUTION_MS = 60_000;
const DAY_MS = 86_400_000;

/** A new key: `key` is in this answer and nowhere else, ever. */
export interface NewKey {
  id: string;
  key: string;
  prefix: string;
}

const REFUSED = "The key is not one of ours, was revoked, or has expired.";

/**
 * Who calls, by the key in the Authorization header.
 * @throws DomainError unauthenticated; a text with a wrong checksum is refused before any query.
 */
export async function authenticateKey(authorization: string | null): Promise<PartnerActor> {
  const key = /^Bearer ([^\s]+)$/i.exec(authorization?.trim() ?? "")?.[1];
  if (!key) throw new DomainError("unauthenticated", "Send your key as Authorization: Bearer assay_live_…");
  if (!isApiKey(key)) throw new DomainError("unauthenticated", REFUSED);
  const row = await db.partnerKey.findUnique({
    where: { hash: sha256(key) },
    select: {
      id: true,
      scopes: true,
      revokedAt: true,
      expiresAt: true,
      lastUsedAt: true,
      partner: { select: { id: true, slug: true, orgId: true, disabledAt: true } },
    },
  });
  const at = now();
  if (!row || !isLiveKey(row, at) || row.partner.disabledAt) {
    throw new DomainError("unauthenticated", REFUSED);
  }
  if (!row.lastUsedAt || at.getTime() - row.lastUsedAt.getTime() >= LAST_USED_RESOLUTION_MS) {
    await db.partnerKey.updateMany({
      where: { id: row.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: at } }] },
      data: { lastUsedAt: at },
    });
  }
  const { partner, scopes } = row;
  return {
    kind: "partner",
    partnerId: partner.id,
    partnerSlug: partner.slug,
    orgId: partner.orgId,
    keyId: row.id,
    scopes,
  };
}

/** Locks the partner's row, so that two requests cannot both find room for one more key. */
async function lockPartner(tx: Tx, actor: Actor, partnerId: string): Promise<{ orgId: string }> {
  const { orgId } = assertStaff(actor, "manager");
  if (!isId(partnerId)) throw notFound("partner");
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from partner where id = ${partnerId}::uuid and "orgId" = ${orgId}::uuid for update`;
  if (rows.length === 0) throw notFound("partner");
  return { orgId };
}

async function addKey(
  tx: Tx,
  actor: Actor,
  at: { partnerId: string; orgId: string },
  input: KeyInput,
): Promise<NewKey> {
  const key = newApiKey();
  const id = newId();
  const prefix = apiKeyPrefix(key);
  await tx.partnerKey.create({
    data: {
      id,
      partnerId: at.partnerId,
      name: input.name,
      prefix,
      hash: sha256(key),
      scopes: input.scopes,
      createdById: actor.kind === "staff" ? actor.userId : null,
      expiresAt: input.expiresAt ?? null,
    },
  });
  await writeAudit(tx, actor, {
    orgId: at.orgId,
    action: "partner_key.created",
    subject: "partner",
    subjectId: at.partnerId,
    data: { keyId: id, prefix, scopes: input.scopes },
  });
  return { id, key, prefix };
}

/**
 * Makes a key for a partner.
 * @throws DomainError conflict when two keys live already, not_found when the partner is not the actor's.
 */
export function createKey(actor: Actor, partnerId: string, input: KeyInput): Promise<NewKey> {
  return db.$transaction(async (tx) => {
    const { orgId } = await lockPartner(tx, actor, partnerId);
    const at = now();
    if (input.expiresAt && input.expiresAt <= at) {
      throw new DomainError("invalid", "The key would be dead at once.", {
        errors: [{ pointer: "/expiresAt", detail: "is in the past" }],
      });
    }
    const keys = await tx.partnerKey.findMany({ where: { partnerId, revokedAt: null } });
    if (keys.filter((key) => isLiveKey(key, at)).length >= MAX_LIVE_KEYS) {
      throw new DomainError("conflict", "Two keys are live already. Revoke one before you make another.");
    }
    return addKey(tx, actor, { partnerId, orgId }, input);
  });
}

/**
 * Makes a key that takes over from another, which ends seven days from now unless it ends sooner.
 * @throws DomainError conflict when the old key is dead or two keys live already.
 */
export async function rotateKey(actor: Actor, keyId: string): Promise<NewKey> {
  const partnerId = await partnerOfKey(actor, keyId);
  return db.$transaction(async (tx) => {
    const { orgId } = await lockPartner(tx, actor, partnerId);
    const at = now();
    const keys = await tx.partnerKey.findMany({ where: { partnerId, revokedAt: null } });
    const live = keys.filter((key) => isLiveKey(key, at));
    const old = live.find((key) => key.id === keyId);
    if (!old)
      throw new DomainError("conflict", "This key no longer works, so nothing can take over from it.");
    if (live.length >= MAX_LIVE_KEYS) {
      throw new DomainError("conflict", "Two keys are live already. Revoke one before you rotate.");
    }
    const latest = new Date(at.getTime() + ROTATION_OVERLAP_DAYS * DAY_MS);
    const endsAt = old.expiresAt && old.expiresAt < latest ? old.expiresAt : latest;
    await tx.partnerKey.update({ where: { id: keyId }, data: { expiresAt: endsAt } });
    const scopes = old.scopes as KeyInput["scopes"];
    return addKey(tx, actor, { partnerId, orgId }, { name: old.name, scopes, expiresAt: undefined });
  });
}

/** Ends a key at once. A second call changes nothing. */
export async function revokeKey(actor: Actor, keyId: string): Promise<void> {
  const partnerId = await partnerOfKey(actor, keyId);
  await db.$transaction(async (tx) => {
    const { orgId } = await lockPartner(tx, actor, partnerId);
    const revoked = await tx.partnerKey.updateMany({
      where: { id: keyId, revokedAt: null },
      data: { revokedAt: now() },
    });
    if (revoked.count === 0) return;
    await writeAudit(tx, actor, {
      orgId,
      action: "partner_key.revoked",
      subject: "partner",
      subjectId: partnerId,
      data: { keyId },
    });
  });
}

async function partnerOfKey(actor: Actor, keyId: string): Promise<string> {
  const { orgId } = assertStaff(actor, "manager");
  const key = isId(keyId)
    ? await db.partnerKey.findFirst({
        where: { id: keyId, partner: { orgId } },
        select: { partnerId: true },
      })
    : null;
  if (!key) throw notFound("key");
  return key.partnerId;
}

import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import type { Prisma, TokenPurpose } from "#lib/platform/generated/client.ts";
import { newId, newToken } from "#lib/platform/ids.ts";

/*
 * Secrets sent by mail. Only the SHA-256 is stored; each works once and briefly. Mail scanners open links, so reading
 * one (`findToken`) changes nothing and only a form's POST spends it.
 */

const MINUTE_MS = 60_000;

/** ASVS 6.5.5: ten minutes for a way in; an hour to find the mail and think of a password; a week for a colleague. */
export const TOKEN_MINUTES: Record<TokenPurpose, number> = {
  sign_in_code: 10,
  sign_in_link: 10,
  password_reset: 60,
  staff_invite: 7 * 24 * 60,
};

export interface TokenInput {
  userId: string;
  purpose: TokenPurpose;
  /** What to hash instead of a fresh 256-bit secret; for codes, which are short and so must be mixed with more. */
  secret?: string;
  data?: Prisma.InputJsonObject;
}

/** @returns the secret, which exists nowhere else, and when it ends. */
export async function issueToken(tx: Tx, input: TokenInput): Promise<{ secret: string; expiresAt: Date }> {
  const { secret = newToken(), userId, purpose, data } = input;
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + TOKEN_MINUTES[purpose] * MINUTE_MS);
  await tx.oneTimeToken.create({
    data: {
      id: newId(),
      userId,
      purpose,
      hash: sha256(secret),
      createdAt,
      expiresAt,
      ...(data ? { data } : {}),
    },
  });
  return { secret, expiresAt };
}

export interface FoundToken {
  id: string;
  userId: string;
  data: unknown;
  expiresAt: Date;
  state: "ready" | "used" | "expired";
}

/** Looks at a token and changes nothing; null for one that never was. */
export async function findToken(
  purpose: TokenPurpose,
  secret: string,
  tx: Tx = db,
): Promise<FoundToken | null> {
  const token = await tx.oneTimeToken.findUnique({ where: { hash: sha256(secret) } });
  if (token?.purpose !== purpose) return null;
  const state = token.usedAt ? "used" : token.expiresAt <= now() ? "expired" : "ready";
  return { id: token.id, userId: token.userId, data: token.data, expiresAt: token.expiresAt, state };
}

/** Spends a token: of two who try at once one gets it. @returns null when it is unknown, used or over. */
export async function spendToken(
  tx: Tx,
  purpose: TokenPurpose,
  secret: string,
): Promise<{ userId: string; data: unknown } | null> {
  const spent = await tx.oneTimeToken.updateManyAndReturn({
    where: { hash: sha256(secret), purpose, usedAt: null, expiresAt: { gt: now() } },
    data: { usedAt: now() },
    select: { userId: true, data: true },
  });
  return spent[0] ?? null;
}

/** Makes a person's unspent tokens of these purposes worthless. */
export async function voidTokens(tx: Tx, userId: string, purposes: TokenPurpose[]): Promise<void> {
  await tx.oneTimeToken.updateMany({
    where: { userId, purpose: { in: purposes }, usedAt: null },
    data: { usedAt: now() },
  });
}

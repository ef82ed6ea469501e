import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/** Underscores, so that a double click selects the whole key, and a fixed start, so that secret scanners find it. */
const KEY_START = "assay_live_";
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** 30 × log2(62) = 178 random bits. */
const RANDOM_LENGTH = 30;
/** 62^6 > 2^32: room for a CRC-32. */
const CHECKSUM_LENGTH = 6;
/** What a list shows: enough to tell two keys apart, useless to guess from. */
const PREFIX_LENGTH = KEY_START.length + 4;
const FORM = new RegExp(`^${KEY_START}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/** Two: the one in use and the one that takes over. */
export const MAX_LIVE_KEYS = 2;
/** How long the old key of a rotation goes on. */
export const ROTATION_OVERLAP_DAYS = 7;

function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/**
 * Makes a key: `assay_live_`, 30 random characters, 6 of checksum.
 * @param pick a random integer below its argument; the system's generator unless a test says otherwise.
 */
export function newApiKey(pick: (below: number) => number = randomInt): string {
  const random = Array.from({ length: RANDOM_LENGTH }, () => BASE62.charAt(pick(BASE62.length))).join("");
  return `${KEY_START}${random}${checksum(KEY_START + random)}`;
}

/** Whether a text can be a key of ours at all: told from its form and checksum, before any query. */
export function isApiKey(text: string): boolean {
  if (!FORM.test(text)) return false;
  const body = text.slice(0, -CHECKSUM_LENGTH);
  return checksum(body) === text.slice(-CHECKSUM_LENGTH);
}

/** The first characters, for lists. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}

/** A key works until it is revoked or its time is over. */
export function isLiveKey(key: { revokedAt: Date | null; expiresAt: Date | null }, at: Date): boolean {
  return !key.revokedAt && (!key.expiresAt || key.expiresAt > at);
}

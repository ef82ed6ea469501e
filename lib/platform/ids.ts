import { randomBytes, randomFillSync, randomUUID } from "node:crypto";

/** A call to the system's generator costs more than an id: so many bytes are drawn at a time. */
const POOL_BYTES = 4096;
const ID_BYTES = 16;
const pool = Buffer.alloc(POOL_BYTES);
let drawn = POOL_BYTES;

function randomPart(): Buffer {
  if (drawn === POOL_BYTES) {
    randomFillSync(pool);
    drawn = 0;
  }
  const part = pool.subarray(drawn, drawn + ID_BYTES);
  drawn += ID_BYTES;
  return part;
}

/** Time-ordered UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 74 random bits. An identifier, never a secret. */
export function newId(at: number = Date.now()): string {
  const bytes = randomPart();
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * Random UUIDv4, for what is shown to people who are not told when it was made: an attempt's start would say how long
 * somebody took, and so whether they have extra time that is nobody's business.
 */
export function newTimelessId(): string {
  return randomUUID();
}

/** 256 random bits, base64url (43 characters): a secret for a link. Store only its SHA-256. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text from outside can be an id at all: PostgreSQL answers anything else with an error, not with "none". */
export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

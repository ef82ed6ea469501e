import { now } from "#lib/platform/clock.ts";
import { open, seal, sha256 } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";
import { canonicalJson } from "./rules.ts";

/** How long an answer can be had again: a client's retries are over long before. */
const KEEP_MS = 24 * 3_600_000;
/** A first request that has not ended by now died with its process; natural keys make doing it again harmless. */
const ABANDONED_MS = 60_000;
const RETRY_AFTER_SECONDS = 1;
/** Purpose of the key that seals stored answers: they hold invite links. */
const STORED_ANSWER = "idempotent-answer";

export interface StoredAnswer {
  status: number;
  body: unknown;
}

export interface IdempotentCall {
  partnerId: string;
  key: string;
  /** Method, path and parsed body: what makes two requests the same one. */
  request: unknown;
}

type Claim = { kind: "run"; id: string } | { kind: "replay"; answer: StoredAnswer };

/**
 * Runs a request once per partner and key. The answer is stored and given again for 24 hours; an answer of 500 or
 * more, or an error that `run` throws, is forgotten, so that a retry works.
 * @throws DomainError idempotency_mismatch for another request under the same key, idempotency_running while the first
 * one has not ended.
 */
export async function runOnce(
  call: IdempotentCall,
  run: () => Promise<StoredAnswer>,
): Promise<{ answer: StoredAnswer; replayed: boolean }> {
  const claim = await claimKey(call);
  if (claim.kind === "replay") return { answer: claim.answer, replayed: true };
  let answer: StoredAnswer;
  try {
    answer = await run();
  } catch (error) {
    await forget(claim.id);
    throw error;
  }
  if (answer.status >= 500) await forget(claim.id);
  else await store(claim.id, answer);
  return { answer, replayed: false };
}

async function claimKey(call: IdempotentCall): Promise<Claim> {
  const { partnerId, key } = call;
  const bodyHash = sha256(canonicalJson(call.request));
  const at = now();
  const abandonedBefore = new Date(at.getTime() - ABANDONED_MS);
  const row = { id: newId(), partnerId, key, bodyHash, createdAt: at, expiresAt: plusKept(at) };
  // One statement inserts, or takes over a row whose time is over or whose request died with its process.
  const claimed = await db.$queryRaw<{ id: string }[]>`
    insert into idempotency_record as r (id, "partnerId", key, "bodyHash", "createdAt", "expiresAt")
    values (${row.id}::uuid, ${partnerId}::uuid, ${key}, ${bodyHash}, ${at}, ${row.expiresAt})
    on conflict ("partnerId", key) do update
      set id = excluded.id, "bodyHash" = excluded."bodyHash", "createdAt" = excluded."createdAt",
          "expiresAt" = excluded."expiresAt", "httpStatus" = null, response = null
      where r."expiresAt" <= ${at}
         or (r."httpStatus" is null and r."createdAt" < ${abandonedBefore} and r."bodyHash" = excluded."bodyHash")
    returning id`;
  if (claimed[0]) return { kind: "run", id: claimed[0].id };
  const found = await db.idempotencyRecord.findUnique({ where: { partnerId_key: { partnerId, key } } });
  if (found && found.bodyHash !== bodyHash) {
    throw new DomainError(
      "idempotency_mismatch",
      "This Idempotency-Key was used with another request. Use a new key for a new request.",
    );
  }
  if (!found || found.httpStatus === null) {
    throw new DomainError(
      "idempotency_running",
      "Ask again in a second: the answer will be the first one's.",
      {
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      },
    );
  }
  const sealed = String(found.response);
  return {
    kind: "replay",
    answer: { status: found.httpStatus, body: JSON.parse(open(STORED_ANSWER, sealed)) },
  };
}

function plusKept(at: Date): Date {
  return new Date(at.getTime() + KEEP_MS);
}

async function store(id: string, answer: StoredAnswer): Promise<void> {
  await db.idempotencyRecord.updateMany({
    where: { id },
    data: { httpStatus: answer.status, response: seal(STORED_ANSWER, JSON.stringify(answer.body)) },
  });
}

/** A claim that cannot be taken back now (the database went away) is taken over once it counts as abandoned. */
async function forget(id: string): Promise<void> {
  await db.idempotencyRecord.deleteMany({ where: { id, httpStatus: null } }).catch(() => undefined);
}

/** Removes records whose time is over. @returns how many. */
export async function purgeIdempotency(): Promise<number> {
  const purged = await db.idempotencyRecord.deleteMany({ where: { expiresAt: { lt: now() } } });
  return purged.count;
}

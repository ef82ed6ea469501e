import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { now } from "#lib/platform/clock.ts";
import { hmac } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { keepEvents } from "../answers/rules.ts";
import type { RecordedEvent, RoomEvent } from "../schema.ts";
import { networkOf } from "./rules.ts";
import { type EventsBody, MAX_EVENTS_PER_ATTEMPT, type NoteBody } from "./schema.ts";

/** Events that no save took along, and notes: as many as a restless minute makes. */
const EVENTS_LIMIT = { capacity: 60, windowSeconds: 60 } as const;

/** @throws DomainError not_found when the attempt is not theirs; throttled. */
async function ownAttempt(actor: Actor, attemptId: string) {
  const { userId } = assertCandidate(actor);
  const attempt = isId(attemptId)
    ? await db.attempt.findFirst({
        where: { id: attemptId, candidate: { userId, ...LIVE_CANDIDACY } },
        select: { state: true, startedAt: true, _count: { select: { events: true } } },
      })
    : null;
  if (!attempt) throw notFound("attempt");
  const rate = await takeToken(`events:${attemptId}`, EVENTS_LIMIT);
  if (rate.allowed) return attempt;
  const { retryAfterSeconds } = rate;
  throw new DomainError("throttled", "That is more than can be recorded. Wait a moment.", {
    retryAfterSeconds,
  });
}

const isFull = (attempt: { _count: { events: number } }) => attempt._count.events >= MAX_EVENTS_PER_ATTEMPT;

/**
 * Records what the room saw while nothing was typed, so that the list on both sides is whole. Sent twice, recorded once.
 * @throws DomainError not_found, throttled
 */
export async function recordEvents(
  actor: Actor,
  attemptId: string,
  body: EventsBody,
): Promise<{ recorded: number }> {
  const attempt = await ownAttempt(actor, attemptId);
  if (attempt.state !== "in_progress" || isFull(attempt)) return { recorded: 0 };
  const data = keepEvents(body.events, now(), attempt.startedAt).map((event) => ({ ...event, attemptId }));
  const { count } = await db.attemptEvent.createMany({ data, skipDuplicates: true });
  return { recorded: count };
}

/**
 * The candidate's own words about an event: until people have the score before them, and never part of it. An event
 * that has not arrived yet comes along.
 * @throws DomainError not_found, conflict when the attempt is graded, throttled
 */
export async function annotateEvent(
  actor: Actor,
  { attemptId, eventId }: { attemptId: string; eventId: string },
  body: NoteBody,
): Promise<{ note: string | null; notedAt: string }> {
  const attempt = await ownAttempt(actor, attemptId);
  if (!isId(eventId)) throw notFound("event");
  if (attempt.state === "graded") {
    throw new DomainError("conflict", "Your answers are graded, so notes can no longer be changed.");
  }
  const notedAt = now();
  const note = body.note.replaceAll("\u0000", "").toWellFormed().trim() || null;
  if (body.event && attempt.state === "in_progress" && !isFull(attempt)) {
    const events = keepEvents(
      [{ id: eventId, ...body.event } satisfies RoomEvent],
      notedAt,
      attempt.startedAt,
    );
    await db.attemptEvent.createMany({
      data: events.map((event) => ({ ...event, attemptId })),
      skipDuplicates: true,
    });
  }
  const { count } = await db.attemptEvent.updateMany({
    where: { id: eventId, attemptId },
    data: { note, notedAt },
  });
  if (count === 0) throw notFound("event");
  return { note, notedAt: notedAt.toISOString() };
}

const MAX_KNOWN = 5_000;
/** Attempt → the network that this process saw last. */
const networks = new BoundedMap<string, string>(MAX_KNOWN);

/**
 * Records that an attempt goes on from another network: that it changed, and nothing of where.
 * @param address as believed of the request that just saved; null where it is not known.
 * @returns the event for the room to show, or nothing.
 */
export async function noteAddress(attemptId: string, address: string | null): Promise<RecordedEvent[]> {
  const network = address && networkOf(address);
  if (!network) return [];
  if (networks.get(attemptId) === network) return [];
  networks.set(attemptId, network);
  try {
    return await recordNetwork(attemptId, hmac("attempt-network", `${attemptId}/${network}`));
  } catch (error) {
    // The save that it came with is committed: what was seen never costs what was written.
    networks.delete(attemptId);
    log.warn("attempt.network_not_noted", { attemptId, error });
    return [];
  }
}

/** One statement: what changed is never noted without its event, and of two saves at once one tells it. */
async function recordNetwork(attemptId: string, networkHash: string): Promise<RecordedEvent[]> {
  const event = { id: newId(), kind: "address_changed" as const, at: now() };
  const noted = await db.$queryRaw<object[]>`
    with known as materialized (
      select id, "networkHash" as hash from attempt where id = ${attemptId}::uuid for update
    ), changed as (
      update attempt a set "networkHash" = ${networkHash} from known
      where a.id = known.id and known.hash is distinct from ${networkHash}
      returning known.hash as before
    )
    insert into attempt_event (id, "attemptId", at, kind)
    select ${event.id}::uuid, ${attemptId}::uuid, ${event.at.toISOString()}::timestamptz, ${event.kind}
    from changed where before is not null and (
        select count(*) from (
          select 1 from attempt_event where "attemptId" = ${attemptId}::uuid limit ${MAX_EVENTS_PER_ATTEMPT}::int
        ) as seen
      ) < ${MAX_EVENTS_PER_ATTEMPT}::int
    returning 1`;
  return noted.length > 0 ? [{ ...event, at: event.at.toISOString() }] : [];
}

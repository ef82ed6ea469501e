import type { AnswerContent } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { canonicalJson } from "#lib/platform/canonical-json.ts";
import { now } from "#lib/platform/clock.ts";
import { isDatabaseGone } from "#lib/platform/database-away.ts";
import { db, prepared, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { takeTokenSql } from "#lib/platform/rate-limit.ts";
import { MAX_EVENTS_PER_ATTEMPT } from "../events/schema.ts";
import { isFileOf } from "../files/queries.ts";
import { weighHistory } from "../history/commands.ts";
import { LATE_BYTES } from "../history/rules.ts";
import { beat, noteFault, settleFaults } from "../outages/commands.ts";
import { hadSurplus } from "../reads/commands.ts";
import { GRACE_SECONDS, graceEndsAt, HISTORY_SECONDS, SAVE_LIMIT } from "../rules.ts";
import type { SaveAnswer, SaveBody } from "../schema.ts";
import { handIn } from "../submissions/commands.ts";
import { inTurn } from "../turns/commands.ts";
import { draftOf, keepDraft } from "./drafts/commands.ts";
import { itemDefinition } from "./queries.ts";
import { type Checked, checkContent, keepEvents } from "./rules.ts";

/** Late edits of one answer that are kept: enough for every honest outage, no endless store. */
const MAX_LATE_REVISIONS = 100;

export interface SaveTarget {
  attemptId: string;
  itemId: string;
}

interface Save extends SaveTarget, Pick<SaveBody, "revision" | "base" | "writer"> {
  content: AnswerContent;
  draft: AnswerContent | undefined;
  events: NonNullable<SaveBody["events"]>;
  /** When the request reached us. */
  at: Date;
}

interface SavedRow {
  deadlineAt: Date;
  open: boolean;
  /** False when the attempt saves more often than it may: then nothing was written. */
  allowed: boolean;
  savedRevision: number | null;
}

/**
 * The hot path, one statement: session, ownership, deadline, rate and monotonic revision are decided where the row is
 * written. It holds the attempt's row FOR SHARE, so a save and the submission that freezes the answers never overlap.
 * Work of another writer that the sender did not know is never replaced, whatever its revision.
 *
 * The history is thinned as it grows: the revision before leaves it when it stands between one of the same half minute
 * and this save of the same half minute, unless this save takes away more than half of it, is in another language or
 * another writer's.
 * @returns undefined when this session has no such item to answer.
 */
async function writeAnswer(actor: CandidateActor, save: Save): Promise<SavedRow | undefined> {
  const at = save.at.toISOString();
  const content = JSON.stringify(save.content);
  const events = JSON.stringify(save.events);
  const writer = save.writer ?? null;
  // Without a base the revision alone decides: none that is stored is beyond its own.
  const base = save.base ?? save.revision;
  const rows = await db.$queryRaw<SavedRow[]>`${prepared()}
    with att as materialized (
      select a.id, a."startedAt", a."deadlineAt",
        a.state = 'in_progress' and ${at}::timestamptz <= a."deadlineAt" + make_interval(secs => ${GRACE_SECONDS}::int) as open
      from attempt a
        join candidate c on c.id = a."candidateId"
        join assessment_item i on i."assessmentVersionId" = a."assessmentVersionId"
        join session s on s."userId" = c."userId"
      where a.id = ${save.attemptId}::uuid and i.id = ${save.itemId}::uuid and c."userId" = ${actor.userId}::uuid
        and c."withdrawnAt" is null and c."deniedAt" is null
        and s.id = ${actor.sessionId}::uuid and s."revokedAt" is null and s."absoluteExpiresAt" > ${at}::timestamptz
      for share of a
    ), stored as (
      select revision, writer, octet_length(content::text) as size
      from answer where "attemptId" = ${save.attemptId}::uuid and "itemId" = ${save.itemId}::uuid
    ), allowed as (
      ${takeTokenSql(Prisma.sql`select 'save:' || att.id from att where att.open`, SAVE_LIMIT)}
    ), saved as (
      insert into answer as w (id, "attemptId", "itemId", revision, content, "savedAt", writer)
      select ${newId()}::uuid, att.id, ${save.itemId}::uuid, ${save.revision}::int, ${content}::jsonb, ${at}::timestamptz,
        ${writer}::uuid
      from att, allowed where att.open
      on conflict ("attemptId", "itemId") do update
        set revision = excluded.revision, content = excluded.content, "savedAt" = excluded."savedAt", writer = excluded.writer
        where w.revision < excluded.revision and (w.revision <= ${base}::int or w.writer = excluded.writer)
      returning w.id, w.revision
    ), history as (
      insert into answer_revision (id, "answerId", revision, content, "savedAt", late)
      select ${newId()}::uuid, saved.id, saved.revision, ${content}::jsonb, ${at}::timestamptz, false from saved
    ), thinned as (
      delete from answer_revision r using saved, stored
      where r."answerId" = saved.id and r.revision = stored.revision and not r.late
        and r."savedAt" > ${at}::timestamptz - make_interval(secs => ${HISTORY_SECONDS}::int)
        and octet_length(${content}::jsonb::text) * 2 >= stored.size
        and stored.writer is not distinct from ${writer}::uuid
        and r.content->>'language' is not distinct from ${content}::jsonb->>'language'
        and exists (
          select 1 from answer_revision p
          where p."answerId" = saved.id and not p.late and p.revision < r.revision
            and p."savedAt" > r."savedAt" - make_interval(secs => ${HISTORY_SECONDS}::int)
        )
    ), recorded as (
      insert into attempt_event (id, "attemptId", "itemId", at, kind, data)
      select e.id, att.id, ${save.itemId}::uuid, greatest(e.at, att."startedAt"), e.kind, e.data
      from att, allowed, jsonb_to_recordset(${events}::jsonb) as e(id uuid, at timestamptz, kind text, data jsonb)
      where att.open and case when jsonb_array_length(${events}::jsonb) = 0 then false else (
          select count(*) from (
            select 1 from attempt_event where "attemptId" = ${save.attemptId}::uuid limit ${MAX_EVENTS_PER_ATTEMPT}::int
          ) as seen
        ) < ${MAX_EVENTS_PER_ATTEMPT}::int end
      on conflict (id) do nothing
    )
    select att."deadlineAt", att.open, exists (select 1 from allowed) as allowed, saved.revision as "savedRevision"
    from att left join saved on true`;
  return rows[0];
}

/** A bucket that is empty earns its next save within a second. */
function tooOften(): DomainError {
  const detail =
    "That is more saves than anybody types. What you wrote is on this device and is sent again shortly.";
  return new DomainError("throttled", detail, { retryAfterSeconds: 1 });
}

/** Why nothing was written: a session that has ended is told so, anything else is "not yours". */
async function refuse(actor: CandidateActor, at: Date): Promise<DomainError> {
  const session = await db.session.findUnique({ where: { id: actor.sessionId } });
  if (session && !session.revokedAt && session.absoluteExpiresAt > at) return notFound("question");
  return new DomainError(
    "unauthenticated",
    "Your session has ended. Sign in again: your work is on this device.",
  );
}

/** Whether an answer holds as much that came too late as it may. */
async function isLateFull(tx: Tx, answerId: string): Promise<boolean> {
  const [late] = await tx.$queryRaw<{ count: number; bytes: number }[]>`
    select count(*)::int as count, coalesce(sum(pg_column_size(content)), 0)::int as bytes
    from answer_revision where "answerId" = ${answerId}::uuid and late`;
  return (late?.count ?? 0) >= MAX_LATE_REVISIONS || (late?.bytes ?? 0) >= LATE_BYTES;
}

/** What became of an edit that came too late; `same`: it is what was handed in. */
type LateFate = "kept" | "same" | "full" | "erased";

/** In the words of a program: the code says the rest. */
const FATES: Record<LateFate, string> = {
  kept: "This edit is kept, and shown to reviewers as late.",
  same: "This is what was handed in.",
  full: "This edit is not kept: there are as many late edits of this answer as are kept.",
  erased: "This edit is not kept: what was held of this attempt has been erased.",
};

/** Keeps a late edit under its own revision, or under the next one where another device's edit has that already. */
async function storeLate(tx: Tx, { attemptId, itemId, revision, content, at }: Save): Promise<LateFate> {
  // An edit that crosses the erasure of its attempt is not kept.
  const held = await tx.$queryRaw<object[]>`
    select 1 from attempt where id = ${attemptId}::uuid and "erasedAt" is null for share`;
  if (held.length === 0) return "erased";
  const key = { attemptId, itemId };
  await tx.answer.createMany({ data: { ...key, revision: 0, savedAt: at }, skipDuplicates: true });
  // Late edits of one answer come one after the other: each finds what the one before it took.
  await tx.$queryRaw`select 1 from answer where "attemptId" = ${attemptId}::uuid and "itemId" = ${itemId}::uuid for update`;
  const answer = await tx.answer.findUniqueOrThrow({ where: { attemptId_itemId: key } });
  const isThis = (stored: unknown) => canonicalJson(stored) === canonicalJson(content);
  // A save that was sent twice, as by a page that was being left: all of it was handed in.
  if (isThis(answer.content)) return "same";
  const late = { answerId: answer.id, late: true };
  const beside = await tx.answerRevision.findFirst({
    where: { ...late, revision: { gte: revision }, content: { equals: content } },
  });
  if (beside) return "kept";
  if (await isLateFull(tx, answer.id)) return "full";
  const taken = await tx.answerRevision.count({ where: { ...late, revision } });
  const { _max } = await tx.answerRevision.aggregate({ where: late, _max: { revision: true } });
  const free = taken === 0 ? revision : (_max.revision ?? 0) + 1;
  await tx.answerRevision.create({ data: { ...late, revision: free, content, savedAt: at } });
  return "kept";
}

/** Keeps an edit that came too late, for reviewers to see; what was handed in does not change. */
async function keepLate(save: Save, deadlineAt: Date): Promise<DomainError> {
  const over = save.at > graceEndsAt(deadlineAt);
  if (over) await handIn(save.attemptId, "deadline");
  const fate = await db.$transaction((tx) => storeLate(tx, save));
  const extra = { deadlineAt: deadlineAt.toISOString(), serverNow: now().toISOString() };
  const [code, end] = over
    ? (["deadline_passed", "Time is up."] as const)
    : (["already_submitted", "You have submitted."] as const);
  return new DomainError(code, `${end} ${FATES[fate]}`, { extra });
}

/** Whose file it is, of which attempt and question, is for the database to say: every no reads the same. */
async function checkFile({ attemptId, itemId }: SaveTarget, checked: Checked): Promise<Checked> {
  if (!checked.ok || !("fileId" in checked.content) || checked.content.fileId === null) return checked;
  if (await isFileOf(attemptId, itemId, checked.content.fileId)) return checked;
  const detail = "There is no such file among the uploads for this question. Upload it first.";
  return { ok: false, errors: [{ pointer: "/content/fileId", detail }] };
}

async function parse(actor: CandidateActor, target: SaveTarget, content: unknown): Promise<AnswerContent> {
  const definition = await itemDefinition(target.itemId);
  if (!definition) throw notFound("question");
  const checked = await checkFile(target, checkContent(definition, content));
  if (checked.ok) return checked.content;
  // What a question accepts is told only to those who are asked it.
  const own = await db.attempt.count({
    where: {
      id: target.attemptId,
      candidate: { userId: actor.userId, ...LIVE_CANDIDACY },
      assessmentVersion: { items: { some: { id: target.itemId } } },
    },
  });
  if (own === 0) throw notFound("question");
  throw new DomainError("invalid", "This answer does not fit the question.", { errors: checked.errors });
}

/** @throws DomainError as `saveAnswer` */
async function save(candidate: CandidateActor, asked: Save): Promise<SaveAnswer> {
  let row = await writeAnswer(candidate, asked);
  if (row && !row.open && asked.at > graceEndsAt(row.deadlineAt)) {
    // An outage of ours that ended this instant may have moved the deadline.
    await beat();
    row = await writeAnswer(candidate, asked);
  }
  if (!row) throw await refuse(candidate, asked.at);
  if (!row.open) throw await keepLate(asked, row.deadlineAt);
  if (!row.allowed) throw tooOften();
  const movedMs = await settleFaults(asked.attemptId, asked.at);
  const deadlineAt = new Date(row.deadlineAt.getTime() + movedMs).toISOString();
  const clock = { deadlineAt, serverNow: now().toISOString() };
  if (row.savedRevision === null) return { ...(await storedAnswer(asked)), ...clock };
  if (asked.draft) await keepDraft(asked, asked.draft);
  await weighHistory(asked, JSON.stringify(asked.content).length);
  return { revision: asked.revision, savedAt: asked.at.toISOString(), ...clock };
}

/**
 * Saves one answer and answers only after commit. A lower or equal revision changes nothing and gets the stored one, and
 * so does any revision where another writer stored something that is newer than its base; `conflict` then says that what
 * is stored is not what was sent. Time that failed saves of ours took is given back.
 * @throws DomainError unauthenticated, not_found, invalid, throttled; deadline_passed or already_submitted, and then the edit is
 * kept as late.
 */
export async function saveAnswer(actor: Actor, target: SaveTarget, body: SaveBody): Promise<SaveAnswer> {
  const at = now();
  const candidate = assertCandidate(actor);
  const { attemptId, itemId } = target;
  if (!isId(attemptId) || !isId(itemId)) throw notFound("question");
  return inTurn(candidate.userId, async (turn) => {
    try {
      const content = await parse(candidate, target, body.content);
      const events = keepEvents(body.events ?? [], at);
      const draft = await draftOf(itemId, body.draft);
      const { revision, base, writer } = body;
      return await save(candidate, { attemptId, itemId, revision, base, writer, content, draft, events, at });
    } catch (error) {
      // Saves that stood in each other's way are nobody's outage: one that was alone proves a fault of ours, and several
      // only where the database itself was gone. A refusal, their own throttle among them, never does.
      // Nor does one beside a surplus of calls by the same person.
      const isAlone = turn.alone && !hadSurplus(candidate.userId);
      const isOurs = !(error instanceof DomainError) && (isAlone || isDatabaseGone(error));
      if (isOurs) noteFault(attemptId, { fromAt: at, toAt: now() });
      throw error;
    }
  });
}

type Stored = Pick<SaveAnswer, "revision" | "savedAt" | "conflict" | "own">;

/** What stands in place of the save, and whose it is. */
async function storedAnswer({ attemptId, itemId, content, writer }: Save): Promise<Stored> {
  const [stored] = await db.$queryRaw<
    { revision: number; savedAt: Date; same: boolean; own: boolean | null }[]
  >`
    select revision, "savedAt", content is not distinct from ${JSON.stringify(content)}::jsonb as same,
      writer = ${writer ?? null}::uuid as own
    from answer where "attemptId" = ${attemptId}::uuid and "itemId" = ${itemId}::uuid`;
  if (!stored) throw new Error("A save was refused for what is not stored.");
  const answer = { revision: stored.revision, savedAt: stored.savedAt.toISOString() };
  if (stored.same) return answer;
  return { ...answer, conflict: true, ...(stored.own && { own: true }) };
}

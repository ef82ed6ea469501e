import { beforeAll, describe, expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { verifyReceipt } from "#lib/attempts/receipts/queries.ts";
import { Receipt } from "#lib/attempts/schema.ts";
import { inviteCandidate } from "#lib/candidates/commands.ts";
import { finishAttempt } from "#lib/grading/commands.ts";
import { handleSendMail } from "#lib/mail/jobs.ts";
import { listCandidates } from "#lib/partners/intake/queries.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { decide } from "#lib/review/commands.ts";
import { getPerson } from "#lib/review/people/queries.ts";
import { EMAIL, EXTERNAL_ID, makeMarkedPerson, partnerActor, sentBy } from "#prisma/marked-person.ts";
import { eraseMyself } from "../erasure/commands.ts";
import { getErasure } from "../erasure/queries.ts";
import { handleEraseData } from "./jobs.ts";

/* The proof of ADR 0017: every table is filled with marked data of one person, and searched once they are erased. */

/** What only this person gave, said, or left behind. */
const MARKS = ["zephyrine", "quillfeather", "quill-4711", "203.0.113.77", "mark-"];
const LAST = { id: newId(), retry: 0, isLastTry: true, signal: new AbortController().signal };

interface Found {
  place: string;
  rows: number;
}

/** Every column of every table, binary ones too, in which one of the texts stands: `table.column`. */
async function placesOf(texts: string[]): Promise<string[]> {
  const tables = await db.$queryRaw<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  expect(tables.length).toBeGreaterThan(35);
  const hex = texts.map((text) => Buffer.from(text).toString("hex"));
  const patterns = [...texts, ...hex].map((text) => `%${text}%`);
  const places = new Set<string>();
  for (const { schema, name } of tables) {
    const found = await db.$queryRawUnsafe<Found[]>(
      `select '${name}.' || c.key as place, count(*)::int as rows
       from "${schema}"."${name}" t, jsonb_each_text(to_jsonb(t)) c
       where c.value ilike any($1) group by 1`,
      patterns,
    );
    for (const { place } of found) places.add(place);
  }
  return [...places].sort();
}

describe("erasure", () => {
  let world: Awaited<ReturnType<typeof makeMarkedPerson>>;
  let receipt: Receipt;
  let erasureId: string;

  beforeAll(async () => {
    world = await makeMarkedPerson();
    const attempt = await db.attempt.findUniqueOrThrow({ where: { id: world.attempts.decided } });
    receipt = Receipt.parse(attempt.receipt);
  }, 60_000);

  test("begins in a world that is full of the person", async () => {
    const places = await placesOf(MARKS);
    const known = [
      "answer.content",
      "answer_revision.content",
      "app_user.email",
      "attempt_event.note",
      "attempt_file.name",
      "attempt_file_part.content",
      "audit_event.data",
      "candidate.externalId",
      "candidate.metadata",
      "decision.reason",
      "job_common.output",
      "mail_message.to",
      "one_time_token.data",
      "partner_lookup.detail",
      "review.comment",
      "run.result",
      "run.source",
      "run.stdin",
      "session.ip",
      "sign_in_attempt.ip",
      "submission.content",
      "test_result.stdout",
    ];
    expect(places).toEqual(expect.arrayContaining(known));
  });

  test("ends access at once, asked twice is one erasure", async () => {
    const { actor } = world.person;
    const asked = await Promise.all([1, 2].map(() => eraseMyself(actor, { email: EMAIL, password: "" })));
    expect(asked[0]).toEqual(asked[1]);
    erasureId = asked[0]?.erasureId ?? "";
    expect(await db.session.count({ where: { userId: actor.userId, revokedAt: null } })).toBe(0);
    const save = { attemptId: world.attempts.running, itemId: newId() };
    await expect(saveAnswer(actor, save, { revision: 9, content: {} })).rejects.toThrow();
  });

  test("leaves nothing of the person in any column of any table but the audit trail", async () => {
    await handleEraseData({ erasureId });
    const [goodbye] = await db.mailMessage.findMany({ where: { to: EMAIL } });
    expect(goodbye).toMatchObject({ kind: "erased" });
    await handleSendMail({ mailId: goodbye?.id ?? "" }, LAST);
    // The partner's own id of the person, in the line of the invitation: ADR 0017 says why it stays.
    expect(await placesOf(MARKS)).toEqual(["audit_event.data"]);
    const lines = await db.auditEvent.findMany({ where: { action: { not: "candidate.invited" } } });
    expect(JSON.stringify(lines.map(({ data }) => data))).not.toMatch(/quill|zephyrine|mark-/i);
  });

  test("leaves everybody else's work alone", async () => {
    expect(await placesOf(["other-"])).toEqual([
      "answer.content",
      "answer_revision.content",
      "attempt_event.note",
      "attempt_file.name",
      "attempt_file_part.content",
      "run.result",
      "run.source",
      "run.stdin",
      "submission.content",
    ]);
  });

  test("keeps a score only where a decision rests on it, and nothing of what still ran", async () => {
    const { decided, undecided, running } = world.attempts;
    const attempt = (id: string) => db.attempt.findUnique({ where: { id }, include: { decisions: true } });
    expect(await attempt(decided)).toMatchObject({
      state: "graded",
      points: expect.objectContaining({}),
      erasedAt: expect.any(Date),
      networkHash: null,
      decisions: [{ kind: "advance", userId: world.staff.userId, reason: "Erased." }],
    });
    expect(await attempt(undecided)).toMatchObject({ points: null, maxPoints: null, decisions: [] });
    expect(await attempt(running)).toBeNull();
  });

  test("leaves every receipt provable, whole and by its number", async () => {
    expect((await verifyReceipt(receipt, "192.0.2.1")).valid).toBe(true);
    const { id, contentHash } = receipt;
    expect((await verifyReceipt({ id, contentHash }, "192.0.2.2")).valid).toBe(true);
  });

  test("is told to the team and to the partner, and the partner cannot bring the person back", async () => {
    const person = await getPerson(world.staff, world.person.candidateId);
    expect(person).toMatchObject({
      name: "Erased",
      erased: { by: null },
      invitations: [{ status: "withdrawn" }],
    });
    const partner = partnerActor(world.partner);
    const { data } = await listCandidates(partner, { externalId: EXTERNAL_ID, limit: 10 });
    expect(data).toMatchObject([
      { id: world.undecided.candidateId, status: "withdrawn", score: null, erasedAt: expect.any(String) },
    ]);
    const { assessmentVersion } = await db.attempt.findUniqueOrThrow({
      where: { id: world.attempts.undecided },
      include: { assessmentVersion: true },
    });
    const again = inviteCandidate(partner, sentBy(assessmentVersion.assessmentId), {
      origin: { externalId: EXTERNAL_ID, inviteBy: "none" },
    });
    await expect(again).rejects.toMatchObject({ code: "gone" });
  });

  test("is done once, whoever delivers its job again, and anybody with its number can read that", async () => {
    const before = await getErasure(erasureId);
    expect(before.summary).toMatchObject({ records: 4, attempts: 3, runs: 3, events: 3, accountKept: false });
    await handleEraseData({ erasureId });
    expect(await getErasure(erasureId)).toEqual(before);
  });

  test("is never graded, scored or decided upon again", async () => {
    const { undecided, decided } = world.attempts;
    await db.attempt.update({ where: { id: undecided }, data: { state: "submitted", gradedAt: null } });
    expect(await finishAttempt({ kind: "system", job: "test" }, undecided)).toBe(false);
    const input = { attemptId: decided, kind: "reject" as const, reason: "after all" };
    await expect(decide(world.staff, input)).rejects.toMatchObject({ code: "not_found" });
  });
});

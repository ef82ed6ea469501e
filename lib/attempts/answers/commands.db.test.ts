import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { getTime } from "../clock/queries.ts";
import { startAttempt } from "../commands.ts";
import { grantCredit } from "../credits/commands.ts";
import { MAX_EVENTS_PER_ATTEMPT } from "../events/schema.ts";
import { HISTORY_BYTES, WEIGH_AFTER_BYTES } from "../history/rules.ts";
import { getAttempt } from "../room/queries.ts";
import { SaveBody } from "../schema.ts";
import { saveAnswer } from "./commands.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

async function started() {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  return { actor, attemptId, candidateId, code: { attemptId, itemId: assessment.itemIds[0] } };
}

describe("what the room saw", () => {
  test("never costs the answer that it came with: what is no event is left out, and an impossible time is that of its arrival", async () => {
    const { actor, attemptId, code } = await started();
    const event = (at: string) => ({ id: newId(), kind: "paste", at });
    const good = new Date().toISOString();
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    const events = [
      event("0000-01-01T00:00:00Z"),
      event("9999-12-31T23:59:59Z"),
      event(good),
      event(good.replace(/\.\d+Z/, `.033${"0".repeat(2_000)}Z`)),
      event("yesterday"),
      event(inHours(-30)),
      { ...event(good), kind: "guessed" },
      "nonsense",
    ];
    const body = SaveBody.parse({ revision: 1, content: python("kept"), events });
    expect((await saveAnswer(actor, code, body)).revision).toBe(1);
    const answer = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
    expect(answer.content).toEqual(python("kept"));
    const { startedAt } = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    const seen = await db.attemptEvent.findMany({ where: { attemptId }, orderBy: { at: "asc" } });
    const arrived = answer.savedAt.toISOString();
    expect(seen.map((row) => row.at.toISOString())).toEqual([
      startedAt.toISOString(),
      good,
      arrived,
      arrived,
    ]);
    expect(SaveBody.parse({ revision: 2, content: python("x"), events: "none" }).events).toEqual([]);
  });
});

test("what the room saw ends at its limit, and the answer that it came with is saved all the same", async () => {
  const { actor, attemptId, code } = await started();
  const at = new Date();
  const data = Array.from({ length: MAX_EVENTS_PER_ATTEMPT - 1 }, () => ({
    id: newId(),
    attemptId,
    kind: "paste" as const,
    at,
  }));
  await db.attemptEvent.createMany({ data });
  const events = () => [{ id: newId(), kind: "paste" as const, at: at.toISOString() }];
  for (const revision of [1, 2, 3]) {
    const saved = await saveAnswer(actor, code, { revision, content: python("x"), events: events() });
    expect(saved.revision).toBe(revision);
  }
  expect(await db.attemptEvent.count({ where: { attemptId } })).toBe(MAX_EVENTS_PER_ATTEMPT);
});

describe("the history of an answer", () => {
  const kept = async (code: { attemptId: string; itemId: string }) => {
    const rows = await db.answerRevision.findMany({
      where: { answer: code },
      orderBy: { revision: "asc" },
      select: { revision: true },
    });
    return rows.map((row) => row.revision);
  };
  /** Moves what is kept so far into the past: as if the time had gone by. */
  const wait = async (code: { attemptId: string; itemId: string }, seconds: number) => {
    const rows = await db.answerRevision.findMany({ where: { answer: code } });
    await db.answerRevision.deleteMany({ where: { answer: code } });
    await db.answerRevision.createMany({
      data: rows.map((row) => ({
        ...row,
        content: python("kept"),
        savedAt: new Date(row.savedAt.getTime() - seconds * 1000),
      })),
    });
  };

  test("keeps the first and the newest of half a minute's typing, and the answer is always the newest", async () => {
    const { actor, code } = await started();
    for (const revision of [1, 2, 3, 4, 5]) {
      await saveAnswer(actor, code, { revision, content: python("x".repeat(100 + revision)) });
    }
    expect(await kept(code)).toEqual([1, 5]);
    const answer = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
    expect([answer.revision, answer.content]).toEqual([5, python("x".repeat(105))]);
  });

  test("grows by one with each half minute, and keeps where the typing rested", async () => {
    const { actor, code } = await started();
    const save = (revision: number) => saveAnswer(actor, code, { revision, content: python("typing") });
    await save(1);
    await wait(code, 20);
    await save(2);
    await wait(code, 20);
    await save(3);
    expect(await kept(code)).toEqual([1, 3]);
    await save(4);
    expect(await kept(code)).toEqual([1, 3, 4]);
    await wait(code, 31);
    await save(5);
    expect(await kept(code)).toEqual([1, 3, 4, 5]);
  });

  test("keeps what a save takes away more than half of", async () => {
    const { actor, code } = await started();
    const save = (revision: number, length: number) =>
      saveAnswer(actor, code, { revision, content: python("x".repeat(length)) });
    await save(1, 10);
    await save(2, 4_000);
    await save(3, 1_000);
    expect(await kept(code)).toEqual([1, 2, 3]);
    await save(4, 900);
    expect(await kept(code)).toEqual([1, 2, 4]);
  });

  test("keeps what another device had saved, though it is gone on from within seconds", async () => {
    const { actor, code } = await started();
    const [laptop, phone] = [newId(), newId()];
    const save = (revision: number, writer: string) =>
      saveAnswer(actor, code, { revision, base: revision - 1, writer, content: python("typing") });
    await save(1, laptop);
    await save(2, laptop);
    await save(3, phone);
    await save(4, phone);
    expect(await kept(code)).toEqual([1, 2, 4]);
  });
});

describe("two devices", () => {
  const laptop = newId();
  const phone = newId();
  const stored = async (code: { attemptId: string; itemId: string }) => {
    const { revision, content } = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
    return [revision, content];
  };

  test("what one typed without a connection never replaces what the other saved meanwhile, in whatever order they come", async () => {
    const { actor, attemptId, code } = await started();
    const save = (revision: number, base: number, writer: string, text: string) =>
      saveAnswer(actor, code, { revision, base, writer, content: python(text) });
    await save(1, 0, laptop, "common start");
    await save(2, 1, phone, "the phone's, saved");
    const refused = await save(7, 1, laptop, "the laptop's, older");
    expect(refused).toMatchObject({ revision: 2, conflict: true });
    expect(await stored(code)).toEqual([2, python("the phone's, saved")]);
    const { questions } = await getAttempt(actor, attemptId);
    expect(questions[0]?.answer).toMatchObject({ revision: 2, writer: phone });

    expect(await save(8, 2, laptop, "read, and gone on from")).toMatchObject({ revision: 8 });
    expect(await save(8, 2, phone, "typed on"), "the same revision").toMatchObject({ conflict: true });
    const later = await save(9, 2, phone, "typed on");
    expect(later).toMatchObject({ revision: 8, conflict: true });
    expect(later.own).toBeUndefined();
    expect(await stored(code)).toEqual([8, python("read, and gone on from")]);

    const first = await started();
    const race = [laptop, phone].map((writer, index) =>
      saveAnswer(first.actor, first.code, { revision: index + 1, base: 0, writer, content: python(writer) }),
    );
    expect((await Promise.all(race)).filter(({ conflict }) => conflict)).toHaveLength(1);
  });

  test("a save whose answer was lost is gone on from by whoever sent it, and is no conflict when it is sent again", async () => {
    const { actor, code } = await started();
    const save = (revision: number, text: string, writer = laptop) =>
      saveAnswer(actor, code, { revision, base: 0, writer, content: python(text) });
    const first = await save(1, "one");
    const { deadlineAt: _d, serverNow: _n, ...again } = await save(1, "one");
    expect(first).toMatchObject(again);
    const next = await save(3, "one two");
    expect(next).toMatchObject({ revision: 3 });
    expect(next.conflict).toBeUndefined();
    const overtaken = await save(2, "one t");
    expect(overtaken).toMatchObject({ revision: 3, conflict: true, own: true });
    expect((await save(9, "one two", phone)).conflict, "the very same from elsewhere").toBeUndefined();
    expect(await stored(code)).toEqual([3, python("one two")]);
  });

  test("without a base the revision alone decides, as the interface says", async () => {
    const { actor, code } = await started();
    await saveAnswer(actor, code, { revision: 2, base: 0, writer: phone, content: python("two") });
    expect(await saveAnswer(actor, code, { revision: 2, content: python("x") })).toMatchObject({
      conflict: true,
    });
    expect(await saveAnswer(actor, code, { revision: 5, content: python("five") })).toMatchObject({
      revision: 5,
    });
    expect(await stored(code)).toEqual([5, python("five")]);
  });
});

test("a history stays within its bytes however large its texts, and keeps the first and the newest", async () => {
  const { actor, code } = await started();
  const half = HISTORY_BYTES / 16;
  for (let revision = 1; revision <= 40; revision++) {
    // Large and small by turns defeats the thinning by time: only the bytes hold it then.
    const source =
      revision % 2 === 0
        ? ""
        : randomBytes(half / 2)
            .toString("hex")
            .slice(0, 262_000);
    await saveAnswer(actor, code, { revision, content: python(source) });
  }
  const [sum] = await db.$queryRaw<{ bytes: number; first: number; last: number }[]>`
    select sum(pg_column_size(r.content))::int as bytes, min(r.revision) as first, max(r.revision) as last
    from answer_revision r join answer a on a.id = r."answerId" where a."attemptId" = ${code.attemptId}::uuid`;
  expect(sum?.bytes).toBeLessThanOrEqual(HISTORY_BYTES + WEIGH_AFTER_BYTES);
  expect([sum?.first, sum?.last]).toEqual([1, 40]);
});

test("an attempt saves 120 times at once and no more; what is there stays, and another attempt goes on", async () => {
  const { actor, attemptId, code } = await started();
  const fullAt = new Date(Date.now() + 118_500);
  await saveAnswer(actor, code, { revision: 1, content: python("one") });
  await db.rateBucket.update({ where: { key: `save:${attemptId}` }, data: { fullAt } });
  await saveAnswer(actor, code, { revision: 2, content: python("two") });
  const events = [{ id: newId(), kind: "paste" as const, at: new Date().toISOString() }];
  await expect(
    saveAnswer(actor, code, { revision: 3, content: python("three"), events }),
  ).rejects.toMatchObject({ code: "throttled", retryAfterSeconds: 1 });
  const answer = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
  expect([answer.revision, answer.content]).toEqual([2, python("two")]);
  expect(await db.attemptEvent.count({ where: { attemptId } })).toBe(0);
  const other = await started();
  expect((await saveAnswer(other.actor, other.code, { revision: 1, content: python("x") })).revision).toBe(1);
});

describe("an answer whose language was changed", () => {
  test("comes with the last text of each language it was in, on any device, and is graded in the last", async () => {
    const { actor, attemptId, code } = await started();
    const javascript = (source: string) => ({ language: "javascript", source });
    await saveAnswer(actor, code, { revision: 1, content: python("one") });
    await saveAnswer(actor, code, { revision: 2, content: python("one and a half, at great length") });
    await saveAnswer(actor, code, { revision: 3, content: javascript("let two = 2; // not short either") });
    await saveAnswer(actor, code, { revision: 4, content: javascript("let three = 3; // not short either") });
    const { questions } = await getAttempt(actor, attemptId);
    expect(questions[0]?.answer).toMatchObject({
      content: javascript("let three = 3; // not short either"),
      drafts: { python: "one and a half, at great length" },
    });
    expect(questions[1]?.answer).toBeNull();
    // One that gave way before it was saved comes along with the next save; what does not fit is left out.
    const content = javascript("let four = 4;");
    await saveAnswer(actor, code, { revision: 6, content, draft: python("written offline") });
    await saveAnswer(actor, code, { revision: 8, content, draft: { language: "cobol", source: "no" } });
    await saveAnswer(actor, code, { revision: 3, content, draft: python("older, and refused") });
    const [question] = (await getAttempt(actor, attemptId)).questions;
    expect(question?.answer).toMatchObject({ content, drafts: { python: "written offline" } });
  });
});

describe("the clock of an attempt", () => {
  test("says its terms and what was given back, to nobody else", async () => {
    const { actor, attemptId } = await started();
    const fromAt = new Date();
    const toAt = new Date(fromAt.getTime() + 45_000);
    const credit = { attemptId, kind: "outage" as const, reason: "x", sourceId: newId() };
    const moved = await db.$transaction((tx) => grantCredit(tx, { ...credit, fromAt, toAt }));
    const time = await getTime(actor, attemptId);
    expect(time).toMatchObject({
      state: "in_progress",
      plan: { baseMinutes: 40, extraPercent: 0, totalMinutes: 40, adjustmentSeconds: 0 },
      credits: [{ kind: "outage", fromAt: fromAt.toISOString(), seconds: 45 }],
    });
    expect(Date.parse(time.deadlineAt) - Date.parse(time.startedAt)).toBe(40 * 60_000 + moved);
    const other = await makeCandidate(assessment);
    await expect(getTime(other.actor, attemptId)).rejects.toMatchObject({ code: "not_found" });
  });
});

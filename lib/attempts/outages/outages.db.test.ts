import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import {
  makeAssessment,
  makeCandidate,
  setSecondsLeft,
  type TestAssessment,
} from "#prisma/attempt-factories.ts";
import { saveAnswer } from "../answers/commands.ts";
import { startAttempt } from "../commands.ts";
import { findCredits } from "../credits/queries.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { handleExpireAttempt } from "../submissions/jobs.ts";
import { beat, noteFault, settleFaults, settleOutages } from "./commands.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

/** What other tests share this database with must not find a silent portal. */
afterEach(async () => {
  await db.pulse.deleteMany();
  await db.outage.deleteMany();
});

async function started(secondsLeft: number) {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  await setSecondsLeft(attemptId, secondsLeft);
  return { actor, attemptId, code: { attemptId, itemId: assessment.itemIds[0] } };
}

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
const failed = (seconds: number) => ({ fromAt: ago(seconds), toAt: ago(seconds) });
const silentSince = (seconds: number) =>
  db.pulse.upsert({
    where: { id: "web" },
    create: { id: "web", seenAt: ago(seconds) },
    update: { seenAt: ago(seconds) },
  });
const DAY_MS = 86_400_000;
const ledger = (attemptId: string) => findCredits(attemptId, DAY_MS);
const deadlineOf = async (id: string) =>
  (await db.attempt.findUniqueOrThrow({ where: { id } })).deadlineAt.getTime();
const python = (source: string) => ({ language: "python", source });

describe("an outage of the portal", () => {
  test("is given back once, whoever sees its end and however often", async () => {
    const { attemptId } = await started(600);
    const before = await deadlineOf(attemptId);
    await silentSince(120);
    await Promise.all([beat(), beat(), beat()]);
    await db.outage.updateMany({ data: { creditedAt: null } });
    await Promise.all([settleOutages(), settleOutages()]);
    const moved = (await deadlineOf(attemptId)) - before;
    expect(moved).toBeGreaterThan(118_000);
    expect(moved).toBeLessThan(130_000);
    expect(await ledger(attemptId)).toMatchObject([
      { kind: "outage", reason: "The portal could not be reached" },
    ]);
    expect(await db.outage.count()).toBe(1);
  });

  test("is none while somebody beats, nor before anybody ever did", async () => {
    const { attemptId } = await started(600);
    await beat();
    await silentSince(12);
    await beat();
    expect(await db.outage.count()).toBe(0);
    expect(await ledger(attemptId)).toEqual([]);
  });

  test("of a whole night gives an hour back and no more", async () => {
    const { attemptId } = await started(600);
    const before = await deadlineOf(attemptId);
    await silentSince(12 * 3_600);
    // The attempt must have been under way when it began.
    await db.attempt.update({
      where: { id: attemptId },
      data: { startedAt: ago(13 * 3_600), baseMinutes: 800 },
    });
    await beat();
    const [credit] = await ledger(attemptId);
    expect(credit?.seconds).toBe(3_600);
    expect(await deadlineOf(attemptId)).toBeGreaterThanOrEqual(before);
  });

  test("over the deadline: nothing is handed in while it lasts, and the first save after it counts", async () => {
    const { actor, attemptId, code } = await started(-60);
    await silentSince(120);
    await handleExpireAttempt({ attemptId });
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe("in_progress");
    const saved = await saveAnswer(actor, code, { revision: 1, content: python("typed meanwhile") });
    expect(Date.parse(saved.deadlineAt)).toBeGreaterThan(Date.now());
    await handleExpireAttempt({ attemptId });
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe("in_progress");
  });

  test("over the deadline: a room whose clock ended goes on with what is given back; a press ends it all the same", async () => {
    const { actor, attemptId } = await started(-60);
    await silentSince(120);
    const byItself = submitAttempt(actor, attemptId, { byClock: true });
    await expect(byItself).rejects.toMatchObject({ code: "too_early" });
    expect(await deadlineOf(attemptId)).toBeGreaterThan(Date.now());
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe("in_progress");
    await submitAttempt(actor, attemptId);
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).submittedBy).toBe("candidate");
  });

  test("that began after the deadline changes nothing", async () => {
    const { attemptId } = await started(-60);
    await silentSince(40);
    await beat();
    expect(await ledger(attemptId)).toEqual([]);
    await handleExpireAttempt({ attemptId });
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).submittedBy).toBe("deadline");
  });
});

/** Saves wait at a lock until the server ends their connections, as it does when it restarts. */
async function breakSaves(attemptId: string, saves: () => Promise<unknown>[]): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from attempt where id = ${attemptId}::uuid for update`;
    const settled = Promise.allSettled(saves());
    const open = { left: 3 };
    void settled.then(() => Object.assign(open, { left: 0 }));
    while (open.left > 0)
      await db.$queryRaw`
        select pg_terminate_backend(pid), pg_sleep(0.05)::text from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%from attempt a%'`;
    expect((await settled).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  });
}

describe("saves that failed through us", () => {
  test("are given back with the save that succeeds, with the reason for both sides", async () => {
    const { actor, attemptId, code } = await started(600);
    const before = await deadlineOf(attemptId);
    for (const seconds of [60, 40, 20]) noteFault(attemptId, failed(seconds));
    const saved = await saveAnswer(actor, code, { revision: 1, content: python("x") });
    expect(Date.parse(saved.deadlineAt) - before).toBeGreaterThan(58_000);
    expect(await deadlineOf(attemptId)).toBe(Date.parse(saved.deadlineAt));
    expect(await ledger(attemptId)).toMatchObject([{ reason: "Saving failed on our side" }]);
  });

  test("at the same moment, of all questions, are one failure and give its time back; refusals give nothing", async () => {
    const { actor, attemptId, code } = await started(600);
    const [, choiceId, textId] = assessment.itemIds;
    const saves = () => [
      saveAnswer(actor, code, { revision: 1, content: python("x") }),
      saveAnswer(actor, { attemptId, itemId: choiceId }, { revision: 1, content: { choices: ["a"] } }),
      saveAnswer(actor, { attemptId, itemId: textId }, { revision: 1, content: { text: "y" } }),
    ];
    const before = await deadlineOf(attemptId);
    await breakSaves(attemptId, saves);
    const bad = saveAnswer(actor, code, { revision: 2, content: { language: "cobol", source: "" } });
    await expect(bad).rejects.toMatchObject({ code: "invalid" });
    await Promise.all(saves());
    const credits = await ledger(attemptId);
    expect(credits).toMatchObject([{ reason: "Saving failed on our side" }]);
    expect((await deadlineOf(attemptId)) - before).toBeGreaterThan(0);
    await expect(bad).rejects.toMatchObject({ code: "invalid" });
    await Promise.all(saves());
    expect(await ledger(attemptId)).toEqual(credits);
  });

  test("are not forgotten where giving back fails: the save counts, and the next one gives it back", async () => {
    const { actor, attemptId, code } = await started(600);
    noteFault(attemptId, failed(20));
    await db.$executeRaw`alter table time_credit add constraint full_ledger check (false) not valid`;
    const saved = await saveAnswer(actor, code, { revision: 1, content: python("x") }).finally(
      () => db.$executeRaw`alter table time_credit drop constraint full_ledger`,
    );
    expect(saved.revision).toBe(1);
    expect(await ledger(attemptId)).toEqual([]);
    await saveAnswer(actor, code, { revision: 2, content: python("xy") });
    expect(await ledger(attemptId)).toMatchObject([{ reason: "Saving failed on our side" }]);
  });

  test("never give back more than ten minutes of one attempt", async () => {
    const { attemptId } = await started(2_000);
    for (let round = 0; round < 3; round++) {
      for (let seconds = 400; seconds >= 0; seconds -= 25) noteFault(attemptId, failed(seconds));
      await settleFaults(attemptId, new Date());
    }
    const { _sum } = await db.timeCredit.aggregate({ where: { attemptId }, _sum: { seconds: true } });
    expect(_sum.seconds).toBe(600);
  });
});

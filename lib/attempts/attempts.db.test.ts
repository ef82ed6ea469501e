import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";
import {
  makeAssessment,
  makeCandidate,
  setSecondsLeft,
  type TestAssessment,
  type TestCandidate,
} from "#prisma/attempt-factories.ts";
import { saveAnswer } from "./answers/commands.ts";
import { startAttempt } from "./commands.ts";
import { getSubmitted, listInvitations } from "./queries.ts";
import { verifyReceipt } from "./receipts/queries.ts";
import { getAttempt } from "./room/queries.ts";
import { handIn, submitAttempt } from "./submissions/commands.ts";
import { handleExpireAttempt, handleExpireAttempts } from "./submissions/jobs.ts";
import { contentHash } from "./submissions/rules.ts";

let assessment: TestAssessment;
beforeAll(async () => {
  assessment = await makeAssessment();
});

const python = (source: string) => ({ language: "python", source });

async function started(): Promise<
  TestCandidate & { attemptId: string; code: { attemptId: string; itemId: string } }
> {
  const candidate = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(candidate.actor, candidate.invitationId);
  return { ...candidate, attemptId, code: { attemptId, itemId: assessment.itemIds[0] } };
}

async function refusal(work: Promise<unknown>): Promise<DomainError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DomainError)) throw new Error(`no refusal but ${String(error)}`);
  return error;
}

describe("starting", () => {
  test("twice at once starts one attempt, with the multiplier in its deadline", async () => {
    const { actor, invitationId } = await makeCandidate(assessment, 1.5);
    const answers = await Promise.all([1, 2, 3, 4].map(() => startAttempt(actor, invitationId)));
    expect(new Set(answers.map((answer) => answer.attemptId)).size).toBe(1);
    const [first] = answers;
    expect(Date.parse(first?.deadlineAt ?? "") - Date.parse(first?.startedAt ?? "")).toBe(60 * 60_000);
    expect(await db.attempt.count({ where: { invitationId } })).toBe(1);
  });

  test("is refused when the invitation expired, was revoked, or access was ended", async () => {
    const past = new Date(Date.now() - 500);
    const expired = await makeCandidate(assessment);
    await db.invitation.update({ where: { id: expired.invitationId }, data: { expiresAt: past } });
    const revoked = await makeCandidate(assessment);
    await db.invitation.update({ where: { id: revoked.invitationId }, data: { revokedAt: past } });
    const withdrawn = await makeCandidate(assessment);
    await db.candidate.update({ where: { id: withdrawn.candidateId }, data: { withdrawnAt: past } });
    for (const { actor, invitationId } of [expired, revoked, withdrawn]) {
      expect((await refusal(startAttempt(actor, invitationId))).code).toBe("gone");
      expect(await db.attempt.count({ where: { invitationId } })).toBe(0);
    }
  });

  test("somebody else's invitation reads as not found", async () => {
    const [mine, theirs] = [await makeCandidate(assessment), await makeCandidate(assessment)];
    const other = await refusal(startAttempt(mine.actor, theirs.invitationId));
    const none = await refusal(startAttempt(mine.actor, newId()));
    expect([other.code, other.message]).toEqual([none.code, none.message]);
  });
});

describe("saving", () => {
  test("keeps the newest revision and a history of each", async () => {
    const { actor, code } = await started();
    await saveAnswer(actor, code, { revision: 1, content: python("one") });
    const second = await saveAnswer(actor, code, { revision: 2, content: python("two") });
    expect(second.revision).toBe(2);
    const late = await saveAnswer(actor, code, { revision: 1, content: python("one") });
    expect(late).toMatchObject({ revision: 2, savedAt: second.savedAt, conflict: true });
    const row = await db.answer.findUniqueOrThrow({
      where: { attemptId_itemId: code },
      include: { revisions: { orderBy: { revision: "asc" } } },
    });
    expect(row.content).toEqual(python("two"));
    expect(row.revisions.map((revision) => revision.content)).toEqual([python("one"), python("two")]);
  });

  test("the same save again answers the stored one; another text under its number is a conflict", async () => {
    const { actor, code } = await started();
    const first = await saveAnswer(actor, code, { revision: 1, content: python("mine") });
    const again = await saveAnswer(actor, code, { revision: 1, content: python("mine") });
    expect(again).toMatchObject({ revision: 1, savedAt: first.savedAt });
    expect(again.conflict).toBeUndefined();
    const other = await saveAnswer(actor, code, { revision: 1, content: python("from another device") });
    expect(other.conflict).toBe(true);
  });

  test("twenty saves at once leave the highest revision", async () => {
    const { actor, code } = await started();
    const revisions = Array.from({ length: 20 }, (_, index) => index + 1);
    await Promise.all(
      revisions.map((revision) => saveAnswer(actor, code, { revision, content: python(`v${revision}`) })),
    );
    const row = await db.answer.findUniqueOrThrow({ where: { attemptId_itemId: code } });
    expect([row.revision, row.content]).toEqual([20, python("v20")]);
  });

  test("in the grace counts; after it is kept as late, and ends the attempt", async () => {
    const { actor, attemptId, code } = await started();
    await setSecondsLeft(attemptId, -10);
    await saveAnswer(actor, code, { revision: 1, content: python("in time") });
    await setSecondsLeft(attemptId, -40);
    const late = await refusal(saveAnswer(actor, code, { revision: 2, content: python("too late") }));
    expect(late.code).toBe("deadline_passed");
    const text = { attemptId, itemId: assessment.itemIds[2] };
    await refusal(saveAnswer(actor, text, { revision: 1, content: { text: "never saved before" } }));
    const kept = await db.answerRevision.findMany({ where: { late: true, answer: { attemptId } } });
    expect(kept.map((row) => row.content)).toEqual([python("too late"), { text: "never saved before" }]);
    const frozen = await db.submission.findMany({
      where: { attemptId },
      orderBy: { item: { ordinal: "asc" } },
    });
    expect(frozen.map((row) => row.content)).toEqual([python("in time"), null, null]);
    expect((await getSubmitted(actor, attemptId))?.submittedBy).toBe("deadline");
  });

  test("refuses what the question does not offer, and changes nothing", async () => {
    const { actor, attemptId, code } = await started();
    const cobol = await refusal(
      saveAnswer(actor, code, { revision: 1, content: { language: "cobol", source: "" } }),
    );
    expect([cobol.code, cobol.errors?.[0]?.pointer]).toEqual(["invalid", "/content/language"]);
    const large = await refusal(
      saveAnswer(actor, code, { revision: 1, content: python("x".repeat(262_145)) }),
    );
    expect(large.errors?.[0]?.pointer).toBe("/content/source");
    const choice = { attemptId, itemId: assessment.itemIds[1] };
    const two = await refusal(saveAnswer(actor, choice, { revision: 1, content: { choices: ["a", "b"] } }));
    expect(two.errors?.[0]?.pointer).toBe("/content/choices");
    expect(await db.answer.count({ where: { attemptId } })).toBe(0);
  });

  test("somebody else's attempt reads as not found, whatever is sent", async () => {
    const [mine, theirs] = [await started(), await started()];
    const other = await refusal(saveAnswer(mine.actor, theirs.code, { revision: 1, content: python("x") }));
    const bad = await refusal(
      saveAnswer(mine.actor, theirs.code, { revision: 1, content: { language: "cobol" } }),
    );
    expect([other.code, bad.code]).toEqual(["not_found", "not_found"]);
    expect((await refusal(getAttempt(mine.actor, theirs.attemptId))).code).toBe("not_found");
    expect((await refusal(submitAttempt(mine.actor, theirs.attemptId))).code).toBe("not_found");
  });

  test("a session that was ended saves nothing", async () => {
    const { actor, attemptId, code } = await started();
    await db.session.update({ where: { id: actor.sessionId }, data: { revokedAt: new Date() } });
    expect((await refusal(saveAnswer(actor, code, { revision: 1, content: python("x") }))).code).toBe(
      "unauthenticated",
    );
    expect(await db.answer.count({ where: { attemptId } })).toBe(0);
  });

  test("records what the room saw, once, even when sent twice", async () => {
    const { actor, attemptId, code } = await started();
    const events = [
      { id: newId(), kind: "paste" as const, at: new Date().toISOString(), data: { characters: 812 } },
    ];
    await saveAnswer(actor, code, { revision: 1, content: python("x"), events });
    await saveAnswer(actor, code, { revision: 1, content: python("x"), events });
    const view = await getAttempt(actor, attemptId);
    expect(view.events).toMatchObject([{ kind: "paste", data: { characters: 812 } }]);
  });
});

test("the room's view holds samples, and no key, rubric or secret test", async () => {
  const { actor, attemptId, code } = await started();
  await saveAnswer(actor, code, { revision: 3, content: python("print(4)") });
  const view = await getAttempt(actor, attemptId);
  expect(view.questions.map((question) => question.type)).toEqual(["code", "choice", "text"]);
  expect(view.questions[0]).toMatchObject({
    answer: { revision: 3, content: python("print(4)") },
    samples: [{ name: "01-two", input: "2\n", expected: "4\n" }],
  });
  expect(JSON.stringify(view)).not.toMatch(/SECRET|correct|rubric/i);
});

describe("submitting", () => {
  test("four times at once makes one submission per question, one grading job and one receipt", async () => {
    const { actor, attemptId, code } = await started();
    await saveAnswer(actor, code, { revision: 5, content: python("print(1)") });
    const answers = await Promise.all([1, 2, 3, 4].map(() => submitAttempt(actor, attemptId)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db.submission.count({ where: { attemptId } })).toBe(3);
    const jobs = await db.$queryRaw<{ count: number }[]>`
      select count(*)::int from pgboss.job where name = 'attempts.grade' and data->>'attemptId' = ${attemptId}`;
    expect(jobs[0]?.count).toBe(1);
    expect(await submitAttempt(actor, attemptId)).toEqual(answers[0]);
  });

  test("signs a receipt over exactly what was saved", async () => {
    const { actor, attemptId, code } = await started();
    await saveAnswer(actor, code, { revision: 5, content: python("print(1)") });
    const { receipt } = await submitAttempt(actor, attemptId);
    const [a, b, c] = assessment.itemIds;
    const items = [
      { itemId: a, revision: 5, content: python("print(1)") },
      { itemId: b, revision: 0, content: null },
      { itemId: c, revision: 0, content: null },
    ];
    expect(receipt.contentHash).toBe(contentHash(items));
    expect(await verifyReceipt(receipt, null)).toMatchObject({ valid: true, facts: { id: receipt.id } });
  });

  test("while saves run freezes every save that was acknowledged", async () => {
    const { actor, attemptId, code } = await started();
    const saves = Array.from({ length: 12 }, (_, index) =>
      saveAnswer(actor, code, { revision: index + 1, content: python(`v${index + 1}`) }).then(
        (answer) => answer.revision,
        () => 0,
      ),
    );
    await Promise.all([...saves, submitAttempt(actor, attemptId)]);
    const acknowledged = Math.max(...(await Promise.all(saves)));
    const frozen = await db.submission.findFirstOrThrow({ where: { attemptId, itemId: code.itemId } });
    expect(frozen.content).toEqual(acknowledged === 0 ? null : python(`v${acknowledged}`));
  });

  test("an edit after it is kept as late and changes nothing; what was handed in and arrives once more is no edit", async () => {
    const { actor, attemptId, code } = await started();
    await saveAnswer(actor, code, { revision: 1, content: python("x") });
    await submitAttempt(actor, attemptId);
    const late = (revision: number, source: string) =>
      refusal(saveAnswer(actor, code, { revision, content: python(source) }));
    expect((await late(2, "x")).code).toBe("already_submitted");
    expect((await late(3, "y")).code).toBe("already_submitted");
    const frozen = await db.submission.findFirstOrThrow({ where: { attemptId, itemId: code.itemId } });
    expect(frozen.content).toEqual(python("x"));
    const kept = await db.answerRevision.findMany({ where: { late: true, answer: { attemptId } } });
    expect(kept.map(({ content }) => content)).toEqual([python("y")]);
  });
});

describe("the end of the time", () => {
  test("is what ended it when the room hands in by itself in the grace", async () => {
    const { actor, attemptId } = await started();
    await setSecondsLeft(attemptId, -2);
    await submitAttempt(actor, attemptId);
    expect((await getSubmitted(actor, attemptId))?.submittedBy).toBe("deadline");
  });

  test("hands in what is saved, and leaves the others alone", async () => {
    const [over, running] = [await started(), await started()];
    await saveAnswer(over.actor, over.code, { revision: 1, content: python("saved") });
    await setSecondsLeft(over.attemptId, -33);
    await handleExpireAttempts();
    expect(await getSubmitted(over.actor, over.attemptId)).toMatchObject({
      submittedBy: "deadline",
      answered: 1,
    });
    expect(await getSubmitted(running.actor, running.attemptId)).toBeNull();
  });

  test("the scheduled job waits again for a deadline that moved", async () => {
    const { actor, attemptId } = await started();
    await handleExpireAttempt({ attemptId });
    expect(await getSubmitted(actor, attemptId)).toBeNull();
    await setSecondsLeft(attemptId, -33);
    await handleExpireAttempt({ attemptId });
    await handleExpireAttempt({ attemptId });
    expect((await getSubmitted(actor, attemptId))?.submittedBy).toBe("deadline");
  });

  test("ends the attempt of a withdrawn candidate", async () => {
    const { candidateId, attemptId } = await started();
    await db.candidate.update({ where: { id: candidateId }, data: { withdrawnAt: new Date() } });
    await handleExpireAttempts();
    const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    expect([attempt.state, attempt.submittedBy]).toEqual(["submitted", "withdrawal"]);
  });

  test("two workers at once hand in once", async () => {
    const { attemptId } = await started();
    const receipts = await Promise.all([handIn(attemptId, "deadline"), handIn(attemptId, "deadline")]);
    expect(receipts[0]).toEqual(receipts[1]);
  });
});

test("the dashboard shows the running attempt first, and only one's own", async () => {
  const { actor, attemptId } = await started();
  const { rows } = await listInvitations(actor);
  expect(rows).toMatchObject([
    { attemptId, status: "running", title: "Backend screen", organisation: "Northwind" },
  ]);
});

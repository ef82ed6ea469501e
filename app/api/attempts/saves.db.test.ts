import { NextRequest } from "next/server";
import { beforeAll, expect, test } from "vitest";
import { startAttempt } from "#lib/attempts/commands.ts";
import { hadSurplus } from "#lib/attempts/reads/commands.ts";
import { encodeSession, sessionCookieName } from "#lib/auth/session-token.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newToken } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { PUT } from "./[attemptId]/answers/[questionId]/route.ts";

let assessment: TestAssessment;

beforeAll(async () => {
  assessment = await makeAssessment();
});

/** Somebody in the room, who sends saves as a browser does. */
async function seat() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const sid = newToken();
  await db.session.update({ where: { id: actor.sessionId }, data: { sidHash: sha256(sid) } });
  const { userId } = actor;
  const claims = { sid, userId, endsAt: Date.now() + 3_600_000 };
  const headers = {
    cookie: `${sessionCookieName()}=${await encodeSession(claims)}`,
    "content-type": "application/json",
  };
  const { attemptId } = await startAttempt(actor, invitationId);
  const [, , questionId] = assessment.itemIds;
  const save = (body: BodyInit, bytes = 100) => {
    const length = { "content-length": String(bytes) };
    const init = { method: "PUT", headers: { ...headers, ...length }, body, duplex: "half" } as const;
    const request = new NextRequest(`http://portal.example/api/attempts/${attemptId}`, init);
    return PUT(request, { params: Promise.resolve({ attemptId, questionId }) });
  };
  return { userId, save };
}

/** What no question takes, in a body that counts how often, and how often at once, one of its kind is read. */
function bodies() {
  const text = new TextEncoder().encode('{"revision":0}');
  const seen = { read: 0, now: 0, most: 0 };
  const make = () =>
    new ReadableStream<Uint8Array>(
      {
        async pull(stream) {
          seen.read += 1;
          seen.now += 1;
          seen.most = Math.max(seen.most, seen.now);
          await new Promise(setImmediate);
          seen.now -= 1;
          stream.enqueue(text);
          stream.close();
        },
      },
      { highWaterMark: 0 },
    );
  return { seen, make };
}

const answerOf = (revision: number) => JSON.stringify({ revision, content: { text: `Take ${revision}.` } });

test("of a flood of saves that nothing takes few bodies are read at once, and soon none; another's save goes on", async () => {
  const [flooder, writer] = [await seat(), await seat()];
  const { seen, make } = bodies();
  const statuses: number[] = [];
  const waits = new Set<string | null>();
  const lane = async () => {
    for (let count = 0; count < 5; count++) {
      const refusal = await flooder.save(make());
      statuses.push(refusal.status);
      if (refusal.status === 429) waits.add(refusal.headers.get("retry-after"));
    }
  };
  await Promise.all(Array.from({ length: 60 }, lane));
  expect(seen.most).toBeLessThanOrEqual(4);
  expect(seen.read).toBeLessThan(280);
  expect(statuses.filter((status) => status === 422)).toHaveLength(seen.read);
  expect(statuses.filter((status) => status === 429)).toHaveLength(300 - seen.read);
  expect([...waits]).toEqual(["1"]);
  expect((await writer.save(answerOf(1))).status).toBe(200);
  expect([hadSurplus(flooder.userId), hadSurplus(writer.userId)]).toEqual([true, false]);
});

test("large bodies count for more, and one that is refused by its length counts, too", async () => {
  const { save } = await seat();
  const { seen, make } = bodies();
  const flood = async (bytes: number) => {
    const refusals = await Promise.all(Array.from({ length: 64 }, () => save(make(), bytes)));
    return refusals.filter(({ status }) => status === 429).length;
  };
  expect(await flood(500_000)).toBeGreaterThan(0);
  expect(seen.read).toBeGreaterThanOrEqual(60);
  expect(await flood(1_000_000)).toBeGreaterThan(50);
});

test("thirty questions of two tabs that go away at once are all taken down", async () => {
  const { userId, save } = await seat();
  const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => save(answerOf(index + 1))));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(hadSurplus(userId)).toBe(false);
});

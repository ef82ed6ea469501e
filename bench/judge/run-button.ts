import { setTimeout as pause } from "node:timers/promises";
import { hashPassword } from "#lib/auth/passwords.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { PASSWORD } from "../people.ts";
import { type Row, rowOf } from "../report.ts";
import { type Bench, openBench, USUAL } from "./programs.ts";

/*
 * The button as a candidate presses it: from the POST to the answer of the request that waits for the verdict, through web,
 * queue, worker and boxes, against the bare processes of a press (the check of the syntax, one test).
 */

/** What a press may take besides. */
const GRANT_MS = 60;
const GAP_MS = 50;
/** A candidate may press thirty times in a minute. */
const PRESSES_EACH = 20;
const CANDIDATES = 2;
const GRADING_TESTS = 1_000;
const SOURCE = USUAL.replace("print(", "print(2 * ");

/** @param url of a portal whose worker runs. */
export async function measureRunButton(url: string): Promise<Row[]> {
  const bench = await openBench(1, USUAL);
  try {
    const idle = await rowOnIdle(url, bench);
    const busy = await rowBesideGrading(url, bench);
    return [idle, busy];
  } finally {
    await bench.close();
  }
}

async function rowOnIdle(url: string, bench: Bench): Promise<Row> {
  const assessment = await makeAssessment();
  const found = { baseline: [] as number[], measured: [] as number[] };
  for (let number = 0; number < CANDIDATES; number++) {
    const candidate = await startAttempt(url, assessment);
    await press(candidate);
    await alternatePresses(candidate, bench, found, 0);
  }
  return rowOf("Run, from POST to verdict on an idle worker ÷ bare", found, { granted: GRANT_MS, limit: 1 });
}

/** A candidate's answer with a thousand tests is graded meanwhile. */
async function rowBesideGrading(url: string, bench: Bench): Promise<Row> {
  const other = await startAttempt(url, await makeAssessment(GRADING_TESTS));
  const candidate = await startAttempt(url, await makeAssessment());
  const [questionId] = other.itemIds;
  const content = { language: "python", source: SOURCE };
  await other.call("PUT", `answers/${questionId}`, { revision: 1, content });
  await other.call("POST", "submit", {});
  await pause(1_000);
  const found = { baseline: [] as number[], measured: [] as number[] };
  await alternatePresses(candidate, bench, found, 1);
  await db.submission.updateMany({
    where: { attemptId: other.attemptId, state: { in: ["queued", "running"] } },
    data: { state: "failed" },
  });
  return rowOf("Run, beside a grading of 1,000 tests ÷ bare + one test", found, {
    granted: GRANT_MS,
    limit: 1,
  });
}

/** @param running tests that a press may have to wait for. */
async function alternatePresses(
  candidate: Seated,
  bench: Bench,
  found: { baseline: number[]; measured: number[] },
  running: 0 | 1,
): Promise<void> {
  for (let count = 0; count < PRESSES_EACH; count++) {
    await pause(GAP_MS);
    const waits = running === 1 ? await bench.bare() : 0;
    found.baseline.push((await bench.bareCheck()) + (await bench.bare()) + waits);
    await pause(GAP_MS);
    found.measured.push(await press(candidate));
  }
}

interface Seated {
  attemptId: string;
  itemIds: TestAssessment["itemIds"];
  /** Calls a route of the attempt. @throws Error unless it succeeds. */
  call: (method: string, path: string, body?: object) => Promise<unknown>;
}

/** @returns milliseconds until the verdict is here. */
async function press({ itemIds: [questionId], call }: Seated): Promise<number> {
  const start = performance.now();
  const run = (await call("POST", "runs", { questionId, language: "python", source: SOURCE })) as {
    runId: string;
  };
  const result = (await call("GET", `runs/${run.runId}?wait=20`)) as { verdict: string };
  const tookMs = performance.now() - start;
  if (result.verdict !== "AC") throw new Error(`a run ended with ${JSON.stringify(result)}`);
  return tookMs;
}

async function startAttempt(url: string, assessment: TestAssessment): Promise<Seated> {
  const { actor, invitationId } = await makeCandidate(assessment);
  await db.user.update({
    where: { id: actor.userId },
    data: { passwordHash: await hashPassword(PASSWORD) },
  });
  const cookie = await signIn(url, actor.email);
  const call = async (method: string, path: string, body?: object) => {
    const headers = { cookie, "content-type": "application/json" };
    const answer = await fetch(`${url}/api/attempts${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const { attemptId } = (await call("POST", "", { invitationId })) as { attemptId: string };
  return {
    attemptId,
    itemIds: assessment.itemIds,
    call: (method, path, body) => call(method, `/${attemptId}/${path}`, body),
  };
}

async function signIn(url: string, email: string): Promise<string> {
  const before = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await before.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(before) },
    body: new URLSearchParams({ csrfToken, email, password: PASSWORD, json: "true" }),
    redirect: "manual",
  });
  return `${cookiesOf(before)}; ${cookiesOf(answer)}`;
}

function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

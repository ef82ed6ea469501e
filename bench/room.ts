import { setTimeout as sleep } from "node:timers/promises";
import { say } from "#bin/setup/progress.ts";
import { encodeSession, sessionCookieName } from "#lib/auth/session-token.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newToken } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate } from "#prisma/attempt-factories.ts";
import { type Row, rowOf } from "./report.ts";
import { alternate, quantile, summarise } from "./statistics.ts";

/* The exam room under a full house: what a save costs, and whether anything is lost. */

const CANDIDATES = 300;
/** All of them press Start within this time, and each wants an answer within it. */
const START_MS = 3_000;
/** Every candidate saves this often, as the room does while somebody types without a pause. */
const SAVE_EVERY_MS = 5_000;
const HOUSE_MS = 60_000;
const QUIET_MS = 20_000;
/** Saves in one measured lot, and how many are under way at once. */
const LOT = 150;
const AT_ONCE = 8;
const PAIRS = 10;
const ROW_MS = 60_000;
/** A save may cost 1 ÷ 0.6 of a route that does nothing. */
const SAVE_LIMIT = 1.67;
const P99_LIMIT = 5;

/** Somebody in the room, with the text that they go on typing. */
interface Sitter {
  cookie: string;
  invitationId: string;
  itemId: string;
  attemptId: string;
  revision: number;
  /** The highest revision that was answered as saved. */
  acknowledged: number;
}

async function seat(): Promise<Sitter[]> {
  const assessment = await makeAssessment();
  const sitters: Sitter[] = [];
  for (let index = 0; index < CANDIDATES; index++) {
    const { actor, invitationId } = await makeCandidate(assessment);
    const sid = newToken();
    await db.session.update({ where: { id: actor.sessionId }, data: { sidHash: sha256(sid) } });
    const claims = { sid, userId: actor.userId, endsAt: Date.now() + 3_600_000 };
    const cookie = `${sessionCookieName()}=${await encodeSession(claims)}`;
    const itemId = assessment.itemIds[0];
    sitters.push({ cookie, invitationId, itemId, attemptId: "", revision: 0, acknowledged: 0 });
  }
  return sitters;
}

/** Some twenty lines that grow with every revision. */
function contentOf({ revision }: Sitter): { language: string; source: string } {
  const lines = Array.from({ length: 20 }, (_, line) => `value_${line} = compute(${line}, ${line * 7})`);
  return { language: "python", source: `${lines.join("\n")}\n# revision ${revision}\n` };
}

/** @returns milliseconds until the whole answer was there. */
async function timed(url: string, init: RequestInit): Promise<{ ms: number; body: unknown }> {
  const begun = performance.now();
  const answer = await fetch(url, {
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
  });
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${JSON.stringify(body)}`);
  return { ms: performance.now() - begun, body };
}

async function save(url: string, sitter: Sitter): Promise<number> {
  sitter.revision += 1;
  const { revision } = sitter;
  const { ms } = await timed(`${url}/api/attempts/${sitter.attemptId}/answers/${sitter.itemId}`, {
    method: "PUT",
    headers: { cookie: sitter.cookie },
    body: JSON.stringify({ revision, content: contentOf(sitter), events: [] }),
  });
  sitter.acknowledged = Math.max(sitter.acknowledged, revision);
  return ms;
}

/** A route of the same build that does nothing, sent the same body. */
async function noop(url: string, sitter: Sitter): Promise<number> {
  const body = JSON.stringify({ revision: sitter.revision, content: contentOf(sitter), events: [] });
  return (await timed(`${url}/api/health/live`, { method: "POST", headers: { cookie: sitter.cookie }, body }))
    .ms;
}

/** Everybody presses Start within three seconds. @returns each one's wait. */
function startAll(url: string, sitters: Sitter[]): Promise<number[]> {
  return Promise.all(
    sitters.map(async (sitter, index) => {
      await sleep((index * START_MS) / sitters.length);
      const { ms, body } = await timed(`${url}/api/attempts`, {
        method: "POST",
        headers: { cookie: sitter.cookie },
        body: JSON.stringify({ invitationId: sitter.invitationId }),
      });
      sitter.attemptId = (body as { attemptId: string }).attemptId;
      return ms;
    }),
  );
}

/** Everybody calls once in five seconds, each at a moment of their own, for so long. @returns what each call took. */
async function fullHouse(sitters: Sitter[], forMs: number, call: (sitter: Sitter) => Promise<number>) {
  const until = performance.now() + forMs;
  const took: number[] = [];
  await Promise.all(
    sitters.map(async (sitter, index) => {
      await sleep((index * SAVE_EVERY_MS) / sitters.length);
      for (let next = performance.now(); next < until; next += SAVE_EVERY_MS) {
        await sleep(Math.max(0, next - performance.now()));
        took.push(await call(sitter));
      }
    }),
  );
  return took;
}

/** `LOT` calls, some at a time, by everybody in turn. @returns milliseconds a call. */
async function lot(sitters: Sitter[], call: (sitter: Sitter) => Promise<number>): Promise<number> {
  const begun = performance.now();
  let left = LOT;
  const lane = async (lane: number) => {
    for (let index = lane; left-- > 0; index += AT_ONCE) {
      const sitter = sitters[index % sitters.length];
      if (sitter) await call(sitter);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => lane(index)));
  return (performance.now() - begun) / LOT;
}

/** Attempts whose stored answer is not the last one that was called saved. */
async function countLost(sitters: Sitter[]): Promise<number> {
  const rows = await db.answer.findMany({
    where: { attemptId: { in: sitters.map((one) => one.attemptId) } },
  });
  const stored = new Map(rows.map((row) => [row.attemptId, row]));
  return sitters.filter((sitter) => {
    const row = stored.get(sitter.attemptId);
    const source = (row?.content as { source?: string } | null)?.source ?? "";
    return row?.revision !== sitter.acknowledged || !source.endsWith(`# revision ${sitter.acknowledged}\n`);
  }).length;
}

const round = (ms: number) => `${Math.round(ms)} ms`;

/**
 * Starts, saves against a route that does nothing, and a house of three hundred.
 * @throws Error when a call fails or a save is lost: then there is nothing to compare.
 */
export async function measureRoom(url: string): Promise<Row[]> {
  const sitters = await seat();
  const starts = await startAll(url, sitters);
  say(
    `${CANDIDATES} starts within ${START_MS / 1000} s: none failed, the slowest took ${round(Math.max(...starts))}`,
  );
  const saves = await alternate(
    PAIRS,
    ROW_MS,
    () => lot(sitters, (sitter) => noop(url, sitter)),
    () => lot(sitters, (sitter) => save(url, sitter)),
  );
  const quiet = await fullHouse(sitters, QUIET_MS, (sitter) => noop(url, sitter));
  const busy = await fullHouse(sitters, HOUSE_MS, (sitter) => save(url, sitter));
  const lost = await countLost(sitters);
  const { median, p95 } = summarise(busy);
  const p99 = quantile(busy, 0.99) / quantile(quiet, 0.99);
  say(
    `${CANDIDATES} candidates, a save each ${SAVE_EVERY_MS / 1000} s: ${busy.length} saves, ${lost} lost, median ${round(median)}, p95 ${round(p95)}, p99 ${p99.toFixed(2)} × the no-op's`,
  );
  if (lost > 0) throw new Error(`${lost} candidates lost a save that was called saved`);
  const tail = (values: number[]) => [quantile(values, 0.99)];
  return [
    rowOf("a save ÷ a POST that does nothing", saves, { limit: SAVE_LIMIT }),
    rowOf(`${CANDIDATES} candidates saving ÷ doing nothing`, { baseline: quiet, measured: busy }),
    rowOf("the same, p99 alone", { baseline: tail(quiet), measured: tail(busy) }, { limit: P99_LIMIT }),
    rowOf(`${CANDIDATES} starts in ${START_MS / 1000} s ÷ doing nothing`, {
      baseline: quiet,
      measured: starts,
    }),
  ];
}

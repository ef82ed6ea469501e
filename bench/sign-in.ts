import { setTimeout as pause } from "node:timers/promises";
import type { Simulator } from "#bin/simulator/server.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { type Account, forgetAnswers, PASSWORD, settle, type Town } from "./people.ts";
import { type Row, rowOf } from "./report.ts";
import { alternate } from "./statistics.ts";

/*
 * Sign-in at the endpoint as it is, `POST /api/auth/callback/credentials`: its password check (argon2id, about 17 ms of
 * CPU) is in every number of both sides. Every person has a partner of their own, so that no breaker opens unasked
 * and no answer is at hand.
 */

const PAIRS = 40;
const WARM_UP = 10;
/** No row takes longer, however slow the machine. */
const ROW_MS = 45_000;
/** The breaker opens at five failures in a row. */
const OPENING = 6;
const HANGING_PARTNERS = 100;
/** Sign-ins a second of other people, while direct candidates are measured: a fifth of one core's passwords. */
const BACKGROUND_PER_SECOND = 12;
const PHASES = 6;
const DIRECT_PER_PHASE = 8;

type SignIn = (account: Account | undefined) => Promise<number>;

/** A client that signs people in. @returns each sign-in's milliseconds. @throws Error when somebody is kept out. */
async function makeClient(url: string): Promise<SignIn> {
  const answer = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  return async (account) => {
    const body = new URLSearchParams({
      csrfToken,
      email: account?.email ?? "",
      password: PASSWORD,
      json: "true",
    });
    const start = performance.now();
    const response = await fetch(`${url}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { cookie, "x-forwarded-for": account?.address ?? "" },
      body,
      redirect: "manual",
    });
    const text = await response.text();
    const tookMs = performance.now() - start;
    const isIn = response.headers.getSetCookie().some((line) => line.includes("session"));
    if (!response.ok || !isIn) throw new Error(`A sign-in was refused: ${response.status} ${text}`);
    return tookMs;
  };
}

/** Every row about sign-in. */
export async function measureSignIn(url: string, simulator: Simulator, closedPort: number): Promise<Row[]> {
  const town = await settle(simulator, closedPort);
  const signIn = await makeClient(url);
  for (const account of await town.partnered(WARM_UP, "active")) await signIn(account);
  return [
    await faultRow("partner hanging ÷ healthy", "never_answers", town, signIn, LOOKUP_BUDGET_MS),
    await faultRow("partner refusing ÷ healthy", "refused", town, signIn),
    await faultRow("partner erring ÷ healthy", "server_error", town, signIn),
    await breakerRow(town, signIn),
    await directRow(town, signIn),
  ];
}

async function faultRow(
  name: string,
  mode: "never_answers" | "refused" | "server_error",
  town: Town,
  signIn: SignIn,
  granted = 0,
): Promise<Row> {
  const healthy = await town.partnered(PAIRS, "active");
  const faulty = await town.partnered(PAIRS, mode);
  const found = await alternate(
    PAIRS,
    ROW_MS,
    (index) => signIn(healthy[index]),
    (index) => signIn(faulty[index]),
  );
  return rowOf(`sign-in, ${name}`, found, { granted });
}

async function breakerRow(town: Town, signIn: SignIn): Promise<Row> {
  const healthy = await town.partnered(PAIRS, "active");
  const [person] = await town.partnered(1, "never_answers");
  // One after another: many tries for one account at once are a guesser's.
  for (let count = 0; count < OPENING; count++) await signIn(person);
  const found = await alternate(
    PAIRS,
    ROW_MS,
    (index) => signIn(healthy[index]),
    () => signIn(person),
  );
  return rowOf("sign-in, breaker open ÷ healthy", found, { limit: 1.1 });
}

/** Direct candidates sign in while others, in turn from a hundred partners, do: with all of these well, or all hanging. */
async function directRow(town: Town, signIn: SignIn): Promise<Row> {
  const direct = await town.direct(PHASES * DIRECT_PER_PHASE * 2);
  const healthy = await town.partnered(HANGING_PARTNERS, "active");
  const hanging = await town.partnered(HANGING_PARTNERS, "never_answers");
  const found = { baseline: [] as number[], measured: [] as number[] };
  const next = { person: 0, healthy: 0, hanging: 0 };
  const phase = async (kind: "healthy" | "hanging") => {
    const others = kind === "healthy" ? healthy : hanging;
    if (kind === "healthy") await forgetAnswers(healthy);
    const background = startBackground(() => signIn(others[next[kind]++ % others.length]));
    for (let count = 0; count < DIRECT_PER_PHASE; count++) {
      const tookMs = await signIn(direct[next.person++]);
      found[kind === "healthy" ? "baseline" : "measured"].push(tookMs);
    }
    await background.stop();
  };
  for (let round = 0; round < PHASES; round++) {
    const order = round % 2 === 0 ? (["healthy", "hanging"] as const) : (["hanging", "healthy"] as const);
    for (const kind of order) await phase(kind);
  }
  return rowOf("direct sign-in, 100 partners hanging ÷ healthy", found, { limit: 1.05 });
}

/** Begins a sign-in at a steady rate, however long each takes. */
function startBackground(begin: () => Promise<number>): { stop: () => Promise<void> } {
  const running: Promise<unknown>[] = [];
  const stopped = new AbortController();
  const pacing = (async () => {
    while (!stopped.signal.aborted) {
      running.push(begin().catch((error: unknown) => error));
      await pause(1000 / BACKGROUND_PER_SECOND);
    }
  })();
  return {
    stop: async () => {
      stopped.abort();
      await pacing;
      const ends = await Promise.all(running);
      const failed = ends.find((end) => end instanceof Error);
      if (failed) throw failed;
    },
  };
}

import type { APIRequestContext } from "@playwright/test";
import pg from "pg";
import { freePort } from "./child.ts";
import { expect, test } from "./fixtures.ts";
import { startSecondWeb } from "./portal.ts";
import { type SinkMode, startSink } from "./sink.ts";

/*
 * Sentry absent, refusing, hanging, throttling, erring, or answering without end: a sign-in that has an error of ours to report is the same
 * sign-in. The error is honest: the table of what partners answered is not there, as after half of a migration.
 */

const SIGN_INS = 5;
/** The SDK's own patience with a Sentry that hangs is 5 s: whoever waited for it would be far above this. */
const BOUND_MS = 2_500;

async function withoutLookupTable(databaseUrl: string, whileAway: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`update candidate set "lookupCheckedAt" = null`);
    await client.query("alter table partner_lookup rename to partner_lookup_away");
    await whileAway();
  } finally {
    await client.query("alter table if exists partner_lookup_away rename to partner_lookup");
    await client.end();
  }
}

interface Account {
  email: string;
  password: string;
}

/** Signs in at the endpoint, as the page does. @returns milliseconds. */
async function signInAt(request: APIRequestContext, url: string, account: Account): Promise<number> {
  const answer = await request.get(`${url}/api/auth/csrf`);
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const start = performance.now();
  const response = await request.post(`${url}/api/auth/callback/credentials`, {
    form: { ...account, csrfToken, json: "true" },
  });
  const tookMs = performance.now() - start;
  expect(response.status()).toBe(200);
  expect(((await response.json()) as { url: string }).url).not.toContain("error=");
  expect(response.headers()["set-cookie"]).toContain("session");
  return tookMs;
}

/** The first sign-in of a process loads what the others find, so only those are held to the bound. */
async function signInRepeatedly(request: APIRequestContext, url: string, account: Account): Promise<void> {
  const { email, password } = account;
  await signInAt(request, url, { email, password });
  for (let count = 0; count < SIGN_INS; count++)
    expect(await signInAt(request, url, { email, password })).toBeLessThan(BOUND_MS);
}

test.beforeEach(async ({ sink, partner }) => {
  sink.clear();
  await partner.setMode("active");
});
test.afterEach(({ sink }) => sink.setMode("ok"));

for (const mode of ["ok", "hang", "error", "flood", "trickle"] as const satisfies SinkMode[]) {
  test(`a Sentry in mode ${mode} changes nothing for who signs in`, async ({
    request,
    portal,
    demo,
    sink,
  }) => {
    sink.setMode(mode);
    await withoutLookupTable(portal.databaseUrl(), () =>
      signInRepeatedly(request, portal.url, demo.partnerCandidate),
    );
    if (mode !== "ok") return;
    const event = await sink.waitForEvent((seen) => seen.level === "error");
    expect(event).toMatchObject({
      tags: { where: "partner lookup record" },
      user: { id: expect.any(String) },
    });
  });
}

/** These need a web of their own: one that was told to wait a minute would stay silent in the tests that follow. */
const APART: Record<string, () => Promise<{ dsn: string; stop: () => Promise<void> }>> = {
  absent: async () => ({ dsn: "", stop: async () => undefined }),
  refusing: async () => ({
    dsn: `http://public@127.0.0.1:${await freePort()}/1`,
    stop: async () => undefined,
  }),
  throttling: async () => {
    const sink = await startSink();
    sink.setMode("throttle");
    return sink;
  },
};

for (const [name, start] of Object.entries(APART)) {
  test(`a Sentry that is ${name} changes nothing for who signs in`, async ({
    request,
    portal,
    demo,
    partner,
  }) => {
    const sentry = await start();
    const env = { SENTRY_DSN: sentry.dsn, EGRESS_ALLOW: partner.address };
    const web = await startSecondWeb(portal, { name: `sentry-${name}`, env });
    try {
      await withoutLookupTable(portal.databaseUrl(), () =>
        signInRepeatedly(request, web.url, demo.partnerCandidate),
      );
    } finally {
      await web.stop();
      await sentry.stop();
    }
  });
}

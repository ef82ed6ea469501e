import pg from "pg";
import { expect, test } from "./fixtures.ts";
import type { SinkEvent } from "./sink.ts";

/* Errors of both sides reach a real envelope sink, without anything that somebody would miss. */

const says = (text: string) => (event: SinkEvent) =>
  event.exception?.values?.some((each) => each.value?.includes(text)) ?? false;

/** An honest fault: a table that is not there, as after half of a migration. */
async function withoutAssessments(databaseUrl: string, whileAway: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("alter table assessment rename to assessment_away");
    await whileAway();
  } finally {
    await client.query("alter table if exists assessment_away rename to assessment");
    await client.end();
  }
}

test.beforeEach(({ sink }) => sink.clear());

test("an error in the browser reaches Sentry, with its release and without secrets", async ({
  page,
  context,
  portal,
  sink,
}) => {
  await context.addCookies([{ name: "theme-canary", value: "canary-cookie", url: portal.url }]);
  await page.goto("/sign-in?next=canary-query#canary-fragment");
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error("a fault in the browser, password=canary-message");
    }, 0);
  });
  const event = await sink.waitForEvent(says("a fault in the browser"));
  expect(event).toMatchObject({
    level: "error",
    platform: "javascript",
    environment: "local",
    tags: { part: "browser" },
    request: { url: `${portal.url}/sign-in` },
  });
  expect(event.release).toMatch(/^assay@/);
  expect(sink.raw.join("\n")).not.toMatch(/canary/);
});

test("a rejected promise in the browser reaches Sentry too", async ({ page, sink }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => {
    void Promise.reject(new Error("nobody awaited this"));
  });
  const event = await sink.waitForEvent(says("nobody awaited this"));
  expect(event.exception?.values?.at(-1)?.mechanism?.handled).toBe(false);
});

test("an error on the server reaches Sentry with the request id that the caller was given, and without secrets", async ({
  request,
  portal,
  demo,
  sink,
}) => {
  await withoutAssessments(portal.databaseUrl(), async () => {
    const answer = await request.get(`${portal.url}/api/partner/v1/assessments?filter=canary-query`, {
      headers: {
        Authorization: `Bearer ${demo.partner.apiKey}`,
        Cookie: "session=canary-cookie",
        "X-Canary": "canary-header",
      },
    });
    expect(answer.status()).toBe(500);
    const problem = (await answer.json()) as { requestId: string; detail: string };
    expect(problem.detail).not.toMatch(/assessment_|relation|prisma/i);
    const event = await sink.waitForEvent((seen) => seen.tags?.["request.id"] === problem.requestId);
    expect(event).toMatchObject({ level: "error", platform: "node", tags: { part: "web" } });
    expect(event.request?.url).toBe(`${portal.url}/api/partner/v1/assessments`);
    const envelopes = sink.raw.join("\n");
    expect(envelopes).not.toMatch(/canary/);
    expect(envelopes).not.toContain(demo.partner.apiKey);
  });
});

test("a page that fails on the server is reported with who was affected, and shows none of it", async ({
  page,
  portal,
  signIn,
  sink,
  demo,
}) => {
  await signIn(page, "owner");
  await withoutAssessments(portal.databaseUrl(), async () => {
    await page.goto("/assessments");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("body")).not.toContainText(
      /relation|prisma|does not exist in the current database/i,
    );
    const event = await sink.waitForEvent((seen) => seen.platform === "node" && seen.level === "error");
    expect(event.user?.id).toBeTruthy();
    expect(event.user?.email).toMatch(/@hash\.invalid$/);
    expect(sink.raw.join("\n")).not.toContain(demo.owner.email);
  });
});

test("a refusal that we meant is no event", async ({ request, portal, sink }) => {
  const refused = request.get(`${portal.url}/api/partner/v1/assessments`, {
    headers: { Authorization: "Bearer assay_live_nobodysKey" },
  });
  const unmeasured = Promise.all(["/verify", "/api/auth/callback/credentials"].map(postEndlessly));
  await sink.expectNoEvent(() => true, Promise.all([refused, unmeasured]));
  expect((await refused).status()).toBe(401);
  expect(await unmeasured).toEqual([413, 413]);

  /** A form that never says how long it is, and has no end. */
  async function postEndlessly(path: string): Promise<number> {
    const body = new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(65_536)) });
    const headers = { Origin: portal.url, "Content-Type": "application/x-www-form-urlencoded" };
    const init = { method: "POST", body, headers, duplex: "half" };
    return (await fetch(`${portal.url}${path}`, init as RequestInit)).status;
  }
});

test("a Sentry that hangs changes nothing for who uses the portal", async ({ page, sink }) => {
  sink.setMode("hang");
  try {
    await page.goto("/sign-in");
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error("unheard");
      }, 0);
    });
    await page.getByLabel("E-mail", { exact: true }).fill("nobody@example.org");
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByText("E-mail and password do not match", { exact: false })).toBeVisible();
  } finally {
    sink.setMode("ok");
  }
});

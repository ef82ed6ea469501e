import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { ROOT } from "./child.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { Demo } from "./portal.ts";
import { agreeAndStart } from "./room.ts";

/*
 * The founding story, with real parts: a partner posts a candidate, the partner's service is down, and nobody is kept
 * out. The candidate takes the assessment, the judge grades it, the team and the partner read the result, and Sentry
 * holds one warning with the person it touched.
 */

const PASSWORD = "a lighthouse in the fog";
const SOLUTION = readFileSync(join(ROOT, "content/shift-cover/submissions/accepted/sweep.py"), "utf8");
const NOTE =
  "Last night between 01:10 and 03:40 UTC some uploads failed. Please upload them again; the rest is safe.";

async function postCandidate(request: APIRequestContext, demo: Demo, externalId: string) {
  const answer = await request.post("/api/partner/v1/candidates", {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    data: {
      email: `${externalId}@story.example`,
      name: "Imani Wekesa",
      externalId,
      assessment: demo.assessment.slug,
      inviteBy: "none",
    },
  });
  expect(answer.status()).toBe(201);
  return (await answer.json()) as { id: string; inviteUrl: string; status: string };
}

async function acceptInvitation(page: Page, inviteUrl: string): Promise<void> {
  // A mail scanner opens the link first, twice: that spends nothing.
  for (const method of ["HEAD", "GET"])
    expect((await page.request.fetch(inviteUrl, { method })).ok()).toBe(true);
  await page.goto(inviteUrl);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("invites you to");
  await expectAccessible(page);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: /accept|set|continue/i }).click();
  await expect(page).toHaveURL(/\/take\//);
}

async function signOut(page: Page): Promise<void> {
  await page.goto("/take");
  await page.getByRole("link", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-out$/);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
}

async function answerEverything(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: "Plain text" }).check();
  await page.getByRole("textbox", { name: /^Answer to question 1/ }).fill(SOLUTION);
  await page.getByRole("button", { name: "Run samples" }).click();
  await expect(page.getByRole("tabpanel").getByText("2 of 2 samples passed")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("radio", { name: /replaces the old one/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("textbox", { name: "Your answer to question 3" }).fill(NOTE);
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d/).filter({ visible: true })).toHaveCount(1);
}

async function takeAssessment(page: Page): Promise<void> {
  await page.goto("/take");
  await page.getByRole("link", { name: /Get ready/ }).click();
  await agreeAndStart(page);
  await answerEverything(page);
  await page.getByRole("link", { name: "Review and submit" }).click();
  await page.getByRole("button", { name: /^Submit/ }).click();
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible();
  await expectAccessible(page);
}

function statusAtPartner(request: APIRequestContext, demo: Demo, externalId: string) {
  return async () => {
    const answer = await request.get(`/api/partner/v1/candidates?externalId=${externalId}`, {
      headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    });
    const { data } = (await answer.json()) as {
      data: {
        status: string;
        score?: { points: number; maxPoints: number; percent: number };
        reportUrl?: string;
      }[];
    };
    return data[0];
  };
}

async function readReport(
  browser: Browser,
  signIn: (page: Page, who: "owner") => Promise<void>,
  url: string,
) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await signIn(page, "owner");
  await page.goto("/candidates?q=Imani");
  await page.getByRole("link", { name: "Imani Wekesa" }).first().click();
  const report = page.getByRole("link", { name: /report/i });
  if (!/\/reports\//.test(page.url())) await report.first().click();
  await expect(page.getByText(/80 of 80|80 \/ 80/).first()).toBeVisible();
  await expect(page.getByText("Passed").first()).toBeVisible();
  await expect(page.getByText("def ").first()).toBeVisible();
  await expect(page.getByText(NOTE)).toBeVisible();
  await expectAccessible(page);
  await context.close();
}

test("a candidate whose partner is down signs in, takes the assessment, is graded, and one warning says so", async ({
  page,
  browser,
  request,
  demo,
  portal,
  partner,
  sink,
  signIn,
}) => {
  test.setTimeout(180_000);
  const externalId = `story-${Date.now()}`;
  await partner.setMode("refused");
  sink.clear();
  const candidate = await postCandidate(request, demo, externalId);
  expect(candidate.status).toBe("invited");

  await acceptInvitation(page, candidate.inviteUrl);
  await signOut(page);
  await signIn(page, { email: `${externalId}@story.example`, password: PASSWORD });
  await expect(page).toHaveURL(/\/take/);

  await takeAssessment(page);

  const status = statusAtPartner(request, demo, externalId);
  await expect.poll(async () => (await status())?.status, { timeout: 90_000 }).toBe("graded");
  expect(await status()).toMatchObject({ score: { points: 80, maxPoints: 80, percent: 100 } });
  await readReport(browser, signIn, portal.url);

  const warnings = sink.events.filter((event) => event.level === "warning");
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatchObject({
    tags: { partner: demo.partner.slug, "failure.kind": "unreachable", noise: "known" },
    user: { id: expect.any(String), email: expect.stringMatching(/@hash\.invalid$/) },
  });
  expect(sink.events.filter((event) => event.level === "error")).toEqual([]);
  await partner.setMode("active");
});

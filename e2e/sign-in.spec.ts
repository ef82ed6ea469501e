import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { Demo } from "./portal.ts";

/* Each way in, and each of the four refusals in a candidate's words with what to do next. */

const PASSWORD = "a lighthouse in the fog";

/** A person of the demo partner with a password, as the partner's API and the invitation make one. */
async function makePerson(page: Page, request: APIRequestContext, demo: Demo, tag: string) {
  const externalId = `${tag}-${Date.now()}`;
  const email = `${externalId}@sign-in.example`;
  const answer = await request.post("/api/partner/v1/candidates", {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    data: { email, name: "Sade Okoro", externalId, assessment: demo.assessment.slug, inviteBy: "none" },
  });
  expect(answer.status()).toBe(201);
  const { inviteUrl } = (await answer.json()) as { inviteUrl: string };
  await page.goto(inviteUrl);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set password and continue" }).click();
  await expect(page).toHaveURL(/\/take\//);
  await page.context().clearCookies();
  return { email, externalId };
}

async function tryPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test.beforeEach(({ partner }) => partner.setMode("active"));

test("a wrong password says so without saying whether the account exists, and keeps the address", async ({
  page,
  demo,
}) => {
  const sentences: string[] = [];
  for (const email of [demo.candidate.email, "nobody@sign-in.example"]) {
    await page.goto("/sign-in");
    await tryPassword(page, email, "not the password");
    const notice = page.getByText("E-mail and password do not match.");
    await expect(notice).toBeVisible();
    await expect(page).toHaveTitle(/^Error: /);
    await expect(page.getByLabel("E-mail", { exact: true })).toHaveValue(email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    sentences.push((await notice.textContent()) ?? "");
    await expectAccessible(page);
  }
  expect(sentences[0]).toBe(sentences[1]);
});

test("after many wrong passwords one waits, the account is not locked, and a code by mail works at once", async ({
  page,
  request,
  demo,
  mailbox,
}) => {
  const person = await makePerson(page, request, demo, "throttled");
  const wait = page.getByText(/^Wait .+ before the next try\./);
  // Each further failure doubles the delay, so a person who types fast meets it after the fifth or a few more.
  for (let attempt = 0; attempt < 12 && (await wait.count()) === 0; attempt++) {
    await page.goto("/sign-in");
    await tryPassword(page, person.email, `wrong ${attempt}`);
    await expect(page).toHaveTitle(/^Error: /);
  }
  await expect(wait).toBeVisible();
  await expect(page.getByText(/Your account is not locked/)).toBeVisible();
  await expectAccessible(page);
  await page.goto("/sign-in/code");
  await page.getByLabel("E-mail", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const mail = await mailbox.waitForMail(person.email, ({ text }) => /\d{4} ?\d{4}/.test(text));
  await page.getByLabel("Code", { exact: true }).fill(/\d{4} ?\d{4}/.exec(mail.text)?.[0] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/take/);
});

test("a partner's clear denial ends access, says who to write to, and the team finds out why in one search", async ({
  page,
  browser,
  request,
  demo,
  partner,
  portal,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "denied");
  // The lookup of the invitation is fresh for five minutes: this person is asked about for the first time from here.
  const other = await makePersonNeverAsked(page, request, demo, partner);
  await partner.setMode("denied", other.externalId);
  await page.goto("/sign-in");
  await tryPassword(page, other.email, PASSWORD);
  await expect(page.getByRole("heading", { name: "Your access was ended", level: 1 })).toBeVisible();
  await expect(page.getByText(/Your password is right; trying again will not help/)).toBeVisible();
  await expectAccessible(page);
  await page.context().clearCookies();
  await signIn(page, { email: person.email, password: PASSWORD });

  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "owner");
  await staff.goto(`/activity?q=${encodeURIComponent(other.email)}`);
  await expect(
    staff
      .getByRole("main")
      .getByText(/Acme Recruiting/)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expect(
    staff
      .getByText(/denied|ended/i)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  await expectAccessible(staff);
  await context.close();
});

async function makePersonNeverAsked(
  page: Page,
  request: APIRequestContext,
  demo: Demo,
  partner: { setMode: (mode: string, externalId?: string) => Promise<void> },
) {
  await partner.setMode("server_error");
  const person = await makePerson(page, request, demo, "never-asked");
  await partner.setMode("active");
  return person;
}

test("somebody who forgot the password sets a new one through a link, which works once", async ({
  page,
  request,
  demo,
  mailbox,
}) => {
  const person = await makePerson(page, request, demo, "forgot");
  await page.goto("/forgot-password");
  await page.getByLabel("E-mail", { exact: true }).fill(person.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  const mail = await mailbox.waitForMail(person.email, ({ text }) => text.includes("/reset-password/"));
  const link = /https?:\S+\/reset-password\/\S+/.exec(mail.text)?.[0] ?? "";
  expect((await page.request.get(link)).ok()).toBe(true);
  await page.goto(link);
  await page.getByLabel("New password", { exact: true }).fill("another lighthouse, another fog");
  await page.getByRole("button", { name: "Set the password" }).click();
  await expect(page).toHaveURL(/\/sign-in|\/take/);
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await tryPassword(page, person.email, PASSWORD);
  await expect(page.getByText("E-mail and password do not match.")).toBeVisible();
  await page.goto("/sign-in");
  await tryPassword(page, person.email, "another lighthouse, another fog");
  await expect(page).toHaveURL(/\/take/);
});

test("one sees one's sessions and ends another", async ({ page, browser, portal, signIn }) => {
  const elsewhere = await browser.newContext({ baseURL: portal.url });
  const other = await elsewhere.newPage();
  await signIn(other, "candidate");
  await signIn(page, "candidate");
  await page.goto("/sessions");
  await expectAccessible(page);
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(async () => {
    await other.goto("/take");
    await expect(other).toHaveURL(/\/sign-in/, { timeout: 1_000 });
  }).toPass();
  await elsewhere.close();
});

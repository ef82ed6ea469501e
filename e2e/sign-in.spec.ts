import type { BrowserContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { forgetAnswers, makePerson, PASSWORD } from "./people.ts";

/* Each way in, and each of the four refusals in a candidate's words with what to do next. */

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
  browser,
  portal,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "throttled");
  const wait = page.getByText(
    /^(Wait (a few|\d+) (second|minute)s? before the next try|You can try again now)\.$/,
  );
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
  // The first proof of the mailbox ends a password that whoever held the invitation's link may have chosen.
  const ended = page.getByRole("heading", {
    name: "You are signed in; your old password has ended",
    level: 1,
  });
  await expect(ended).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose a password" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/take/);

  // The team reads both: the wait, which is no lock, and why that password fails from now on.
  const context = await browser.newContext({ baseURL: portal.url });
  await tryOldPassword(context, person.email);
  const staff = await context.newPage();
  await signIn(staff, "owner");
  await staff.goto(`/activity?outcome=throttled&q=${encodeURIComponent(person.email)}`);
  await expect(staff.getByText(/was asked to wait at .+The account is not locked\./).first()).toBeVisible();
  await staff.goto(`/activity?outcome=invalid_credentials&q=${encodeURIComponent(person.email)}`);
  const voided = /the password was voided when .+ first proved the mailbox on \d+ \w+ \d{4}/;
  await expect(staff.getByText(voided).first()).toBeVisible();
  await context.close();
});

/** Until the waits of the tries before are over and one is looked at. */
async function tryOldPassword(context: BrowserContext, email: string): Promise<void> {
  const page = await context.newPage();
  await expect(async () => {
    await page.goto("/sign-in");
    await tryPassword(page, email, PASSWORD);
    await expect(page.getByText("E-mail and password do not match.")).toBeVisible({ timeout: 5_000 });
  }).toPass({ intervals: [2_000] });
  await page.close();
}

test("an error in the address alone claims nothing", async ({ page }) => {
  await page.goto("/sign-in?error=access_withdrawn");
  await expect(page.getByText(/Nobody has tried to sign in from this browser just now/)).toBeVisible();
  await expect(page.getByText(/password is right|access was ended/)).toHaveCount(0);
});

test("when the wait is over the page says so, and the form in front of one works at once", async ({
  page,
  request,
  demo,
}) => {
  const person = await makePerson(page, request, demo, "patient");
  const asked = page.getByText(/^(Wait .+ before the next try|You can try again now)\.$/);
  for (let attempt = 0; attempt < 12 && (await asked.count()) === 0; attempt++) {
    await page.goto("/sign-in");
    await tryPassword(page, person.email, `wrong ${attempt}`);
    await expect(page).toHaveTitle(/^Error: /);
  }
  await expect(page.getByText("You can try again now.")).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await tryPassword(page, person.email, PASSWORD);
  await expect(page).toHaveURL(/\/take/);
});

test("a partner's clear denial ends access, says who told whom and who to write to, at the second try as at the first", async ({
  page,
  browser,
  request,
  demo,
  partner,
  portal,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "stays");
  const other = await makePerson(page, request, demo, "denied");
  await forgetAnswers(portal.databaseUrl());
  await partner.setMode("denied", other.externalId);
  for (const path of ["/sign-in", "/sign-in?again"]) {
    await page.goto(path);
    await tryPassword(page, other.email, PASSWORD);
    await expect(page.getByRole("heading", { name: "Your access was ended", level: 1 })).toBeVisible();
    const said = page.getByText(/Your password is right; trying again will not help/);
    await expect(said).toContainText(
      /^Acme Recruiting, who put you forward, told .+ on \d+ \w+ \d{4} that your application has ended\./,
    );
    await expect(
      page.getByText(/ask your contact at Acme Recruiting, or write to \S+@\S+ at /),
    ).toBeVisible();
    await expectAccessible(page);
    await page.context().clearCookies();
  }
  await signIn(page, { email: person.email, password: PASSWORD });

  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "owner");
  await staff.goto(`/activity?q=${encodeURIComponent(other.email)}`);
  const why = /Acme Recruiting denied this candidate on \d+ \w+ \d{4}, \d\d:\d\d UTC; the record stands\./;
  // The answer, and the row of each of the two tries.
  await expect(staff.getByText(/^Sade Okoro was turned away at .+: /)).toContainText(why);
  await expect(staff.getByRole("row").filter({ hasText: why })).toHaveCount(2);
  await expectAccessible(staff);
  await context.close();
});

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
  await page.goto(link);
  await expect(page.getByText(/The password that was set last is the one that works/)).toBeVisible();
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
  await expect(other.getByText(/Your session has ended: .+ it was ended from another device/)).toBeVisible();
  await elsewhere.close();
});

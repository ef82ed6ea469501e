import type { Page } from "@playwright/test";
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
  await expect(page).toHaveURL(/\/take/);
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

import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { forgetAnswers, makePerson, withDatabase } from "./people.ts";

/*
 * Activity → Sign-ins: somebody rings and cannot sign in; whoever takes the call types the name and reads out why.
 */

const UTC = String.raw`\d+ \w+ \d{4}, \d\d:\d\d UTC`;

/** One try at the endpoint, as the page's form makes it; what it came to is for the journal to tell. */
async function tryToSignIn(
  request: APIRequestContext,
  account: { email: string; password: string },
): Promise<void> {
  const { csrfToken } = (await (await request.get("/api/auth/csrf")).json()) as { csrfToken: string };
  const { email, password } = account;
  await request.post("/api/auth/callback/credentials", {
    form: { email, password, csrfToken, json: "true" },
  });
}

/** The sentence that answers the search, by its beginning. */
const answerOn = (page: Page, name: string) =>
  page
    .getByRole("main")
    .getByRole("paragraph")
    .filter({ hasText: new RegExp(`^${name} `) });

const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("rowheader") });

async function search(page: Page, text: string): Promise<void> {
  await page.getByLabel("Name, e-mail or request id").fill(text);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/[?&]q=/);
}

test.beforeEach(({ partner }) => partner.setMode("active"));

test("why can this person not sign in: one search, and the first sentence has it all", async ({
  page,
  request,
  demo,
  portal,
  partner,
  signIn,
}) => {
  const tag = Date.now();
  const [denied, withdrawn, mistaken] = [
    await makePerson(page, request, demo, "journal-denied", `Dana Denied${tag}`),
    await makePerson(page, request, demo, "journal-withdrawn", `Wanda Withdrawn${tag}`),
    await makePerson(page, request, demo, "journal-mistaken", `Mia Mistaken${tag}`),
  ];
  await forgetAnswers(portal.databaseUrl());
  await partner.setMode("denied", denied.externalId);
  await tryToSignIn(request, denied);
  await tryToSignIn(request, denied);
  const withdrawal = await request.post(`/api/partner/v1/candidates/${withdrawn.candidateId}/withdraw`, {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    data: { reason: "The position is filled" },
  });
  expect(withdrawal.ok()).toBe(true);
  await tryToSignIn(request, withdrawn);
  await tryToSignIn(request, { ...mistaken, password: "not the password" });

  await signIn(page, "owner");
  await page.goto("/activity");
  const expected: [name: string, sentence: string][] = [
    [
      `Dana Denied${tag}`,
      `turned away at .+: Acme Recruiting denied this candidate on ${UTC}; the record stands`,
    ],
    [`Wanda Withdrawn${tag}`, `turned away at .+: Acme Recruiting withdrew this candidate on ${UTC}`],
    [`Mia Mistaken${tag}`, "could not sign in at .+: the password was wrong"],
  ];
  for (const [name, sentence] of expected) {
    await search(page, name);
    await expect(answerOn(page, name)).toContainText(new RegExp(`^${name} (was )?${sentence}\\.`));
  }
  // A wrong password after the denial does not hide the denial.
  await tryToSignIn(request, { ...denied, password: "not the password" });
  await search(page, denied.email);
  await expect(answerOn(page, `Dana Denied${tag}`)).toContainText(
    new RegExp(`the password was wrong\\. Besides, Acme Recruiting denied this candidate on ${UTC}`),
  );
  await expectAccessible(page);
});

test("an answer about somebody else is called that, and kept nobody out", async ({
  page,
  request,
  demo,
  portal,
  partner,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "journal-other", "Olu Other");
  await forgetAnswers(portal.databaseUrl());
  await partner.setMode("denies_other", person.externalId);
  await tryToSignIn(request, person);
  await signIn(page, "owner");
  await page.goto("/activity");
  await search(page, person.email);
  await expect(answerOn(page, "Olu Other")).toContainText(
    /^Olu Other signed in at .+\. Acme Recruiting answered about somebody else \(\d+ ms\), which did not stop them\./,
  );
});

test("is narrowed by outcome and by partner, and a request id finds its one try", async ({
  page,
  request,
  demo,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "journal-filter", "Femi Filter");
  await tryToSignIn(request, { ...person, password: "not the password" });
  await tryToSignIn(request, person);
  await signIn(page, "owner");
  await page.goto("/activity");
  await search(page, person.email);
  // The invitation, the wrong password, the right one.
  await expect(rows(page)).toHaveCount(3);

  await page.getByRole("combobox", { name: "Outcome" }).selectOption("Did not match");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("The password was wrong.");

  await page.getByRole("combobox", { name: "Outcome" }).selectOption("Any outcome");
  await page.getByRole("combobox", { name: "Partner" }).selectOption("Acme Recruiting");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/partner=/);
  await expect(rows(page).first()).toContainText("Signed in");
  await expect(rows(page).filter({ hasText: "The password was wrong." })).toHaveCount(0);

  await rows(page).first().getByText("Evidence").click();
  const requestId = await rows(page).first().getByRole("code").first().textContent();
  await page.getByRole("combobox", { name: "Partner" }).selectOption("Any partner");
  await search(page, requestId ?? "none");
  await expect(rows(page)).toHaveCount(1);
});

test("another organisation's tries are not there, whatever one searches for", async ({
  page,
  portal,
  signIn,
}) => {
  const email = `stranger-${Date.now()}@elsewhere.example`;
  const [orgId, requestId] = [randomUUID(), randomUUID()];
  await withDatabase(portal.databaseUrl(), async (client) => {
    await client.query(
      `insert into organisation (id, slug, name, "contactEmail") values ($1, $2, 'Elsewhere', 'jobs@elsewhere.example')`,
      [orgId, `elsewhere-${orgId}`],
    );
    await client.query(
      `insert into sign_in_attempt (id, email, "orgId", outcome, reason, "durationMs", "requestId")
       values ($1, $2, $3, 'signed_in', 'password', 40, $4)`,
      [randomUUID(), email, orgId, requestId],
    );
  });
  await signIn(page, "owner");
  await page.goto("/activity");
  await expect(page.getByRole("table")).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  for (const [text, answer] of [
    [email, `No account of yours signed in with “${email}”.`],
    [requestId, `No try of a person of yours has the reference “${requestId}”.`],
  ] as const) {
    await search(page, text);
    await expect(page.getByText(answer)).toBeVisible();
    await expect(rows(page)).toHaveCount(0);
  }
});

test("is for managers: a reviewer finds no such page", async ({ page, signIn }) => {
  await signIn(page, "reviewer");
  const response = await page.goto("/activity");
  expect(response?.status()).toBe(404);
});

test("works by keyboard alone, and is clean on a wide screen and on a phone", async ({
  page,
  demo,
  signIn,
}) => {
  await signIn(page, "owner");
  await page.goto("/activity");
  const field = page.getByLabel("Name, e-mail or request id");
  await field.focus();
  await page.keyboard.type(demo.owner.email);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Outcome" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("combobox", { name: "Partner" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Search" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await expect(rows(page).first()).toContainText(demo.owner.email);
  await page.getByRole("button", { name: "Search" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Clear" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(rows(page).first().getByText("Request", { exact: true })).toBeVisible();
  await expectAccessible(page);
  for (const path of ["/activity", "/activity?tab=changes", "/outbox"]) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(path);
    await expect(page.getByRole("table")).toBeVisible();
    await expectAccessible(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
  }
});

test("what was changed reads as sentences", async ({ page, signIn }) => {
  await signIn(page, "owner");
  await page.goto("/activity?tab=changes");
  await expect(rows(page).first()).toBeVisible();
  const said = await page.getByRole("rowheader").allInnerTexts();
  expect(
    said.filter((text) => /[a-z]_[a-z]|^[A-Z]\w+ (created|updated|invited|graded|published)$/.test(text)),
  ).toEqual([]);
  expect(said.some((text) => /^(Invited|Graded|Sent|Scored|Decided|Published|Made) /.test(text))).toBe(true);
});

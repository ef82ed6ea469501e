import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import { ROOT } from "./child.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { Demo } from "./portal.ts";
import { agreeAndStart } from "./room.ts";

/*
 * A candidate solves a function question and a SQL question: what they see of a wrong try and of a right one, and what
 * the team reads afterwards.
 */

const PASSWORD = "a lighthouse in the fog";
const solution = (path: string) => readFileSync(join(ROOT, "content", path), "utf8");

async function invite(request: APIRequestContext, demo: Demo, externalId: string): Promise<string> {
  const answer = await request.post("/api/partner/v1/candidates", {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    data: {
      email: `${externalId}@questions.example`,
      name: "Njeri Kamau",
      externalId,
      assessment: "data-and-services",
      inviteBy: "none",
    },
  });
  expect(answer.status()).toBe(201);
  return ((await answer.json()) as { inviteUrl: string }).inviteUrl;
}

async function start(page: Page, inviteUrl: string): Promise<void> {
  await page.goto(inviteUrl);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: /accept|set|continue/i }).click();
  await expect(page).toHaveURL(/\/take/);
  await page.goto("/take");
  await page.getByRole("link", { name: /Get ready/ }).click();
  await agreeAndStart(page);
  await page.getByRole("checkbox", { name: "Plain text" }).check();
}

async function run(page: Page, answer: string, outcome: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Answer to question/ }).fill(answer);
  await page.getByRole("button", { name: "Run samples" }).click();
  await expect(page.getByRole("tabpanel").getByText(outcome)).toBeVisible();
}

async function solveFunction(page: Page): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Answer to question 1, Python 3" });
  await expect(editor).toHaveValue(/^def changed_settings\(before: dict\[str, str \| None\]/);
  await expect(page.getByRole("region", { name: "Your function" })).toContainText("-> list[str]");
  await run(page, await editor.inputValue(), "0 of 2 samples passed");
  await expect(
    page.getByText("Your function ended with an error: NotImplementedError").first(),
  ).toBeVisible();
  await run(
    page,
    solution("settings-diff/submissions/wrong_answer/null_is_absent.py"),
    "1 of 2 samples passed",
  );
  await expect(page.getByText('"~ proxy" is missing; "+ proxy" is not expected')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("tab", { name: "Own input" }).click();
  await page.getByRole("textbox", { name: "Arguments, one a line" }).fill('{"a": "1"}\n{"a": 2}');
  await page.getByRole("button", { name: "Run with these arguments" }).click();
  await expect(
    page.getByText(/after\["a"\] is a whole number where text or nothing is asked for/),
  ).toBeVisible();
  await run(page, solution("settings-diff/submissions/accepted/three_passes.py"), "2 of 2 samples passed");
}

async function solveSql(page: Page): Promise<void> {
  for (let left = 2; left > 0; left--) await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open Balances");
  const tables = page.getByRole("region", { name: "Tables" });
  await expect(tables.getByRole("row", { name: "phone TEXT may be NULL" })).toBeVisible();
  await tables.getByText("Rows of customer", { exact: true }).click();
  // The browser's own disclosure: the key that opens it closes it, and focus stays.
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(
    tables
      .getByRole("group", { name: /^Rows of customer/ })
      .getByText("NULL")
      .first(),
  ).toBeVisible();
  await run(page, "SELECT customer FROM customer", "0 of 1 sample passed");
  await expect(page.getByText("SQL error")).toBeVisible();
  await expect(page.getByText(/no such column: customer/).first()).toBeVisible();
  await run(
    page,
    solution("open-balances/submissions/wrong_answer/forgets_the_unpaid.sql"),
    "0 of 1 sample passed",
  );
  const expected = page.getByRole("group", { name: /^Sample 1: expected, 2 rows/ });
  await expect(expected.getByRole("row", { name: /^Missing Bakery Lindqvist 1 45000$/ })).toBeVisible();
  await expectAccessible(page);
  await run(page, solution("open-balances/submissions/accepted/sums_first.sql"), "1 of 1 sample passed");
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d/).filter({ visible: true })).toHaveCount(1);
}

/** Sends everything to the judge again: the form closes empty, and the page says how it goes on and what was before. */
async function judgeAgain(staff: Page) {
  const opener = staff.getByText("Judge again", { exact: true }).first();
  await opener.click();
  await staff.getByLabel("Why").fill("The time limit was too short.");
  await staff.getByRole("button", { name: "Judge again" }).click();
  await expect(staff.getByText(/^Asked for by .*“The time limit was too short\.”/)).toBeVisible();
  await expect(staff.getByLabel("Why")).toBeHidden();
  await expect(staff.getByText("Judged again. The score was 40 of 100 before.")).toBeVisible({
    timeout: 90_000,
  });
  await opener.click();
  await expect(staff.getByLabel("Why")).toHaveValue("");
}

test("a function and a query are solved, graded, and read by the team", async ({
  page,
  browser,
  request,
  demo,
  portal,
  signIn,
}) => {
  test.setTimeout(180_000);
  const externalId = `questions-${Date.now()}`;
  await start(page, await invite(request, demo, externalId));
  await solveFunction(page);
  await solveSql(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("link", { name: /^(Review and submit|Submit…)$/ }).click();
  await page.getByRole("button", { name: /^Submit/ }).click();
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible();

  const reading = async () => {
    const answer = await request.get(`/api/partner/v1/candidates?externalId=${externalId}`, {
      headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    });
    return ((await answer.json()) as { data: { status: string; score?: object; reportUrl?: string }[] })
      .data[0];
  };
  await expect.poll(async () => (await reading())?.status, { timeout: 90_000 }).toBe("graded");
  const graded = await reading();
  expect(graded).toMatchObject({ score: { points: 40, maxPoints: 100 } });

  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "owner");
  await staff.goto(new URL(graded?.reportUrl ?? "", portal.url).pathname);
  const first = staff.getByRole("region", { name: /^Question 1/ });
  await expect(
    first.getByText("13 of 13 tests passed: 2 of 2 sample, 11 of 11 secret.").first(),
  ).toBeVisible();
  await expect(first.getByText("def changed_settings").last()).toBeVisible();
  await expect(
    staff
      .getByRole("region", { name: /^Question 3/ })
      .getByText("5 of 5 tests passed")
      .first(),
  ).toBeVisible();
  await expectAccessible(staff);
  await judgeAgain(staff);
  await context.close();
});

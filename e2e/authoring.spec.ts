import type { Page } from "@playwright/test";
import {
  FUNCTION_QUESTION,
  GUESS,
  makePackage,
  makeQuestion,
  makeZip,
} from "#lib/assessments/packages/testing.ts";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { takeSeat } from "./room.ts";

/* A question from a package to an assessment: imported, checked by the real judge, published; and what is refused, and why. */

/** The gate judges a handful of submissions; a busy machine takes its time. */
const JUDGED = { timeout: 90_000 };

async function importPackage(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/questions");
  await page.getByRole("link", { name: "Import a question" }).click();
  await page
    .getByLabel("Question", { exact: true })
    .setInputFiles({ name, mimeType: "application/zip", buffer });
  await page.getByRole("button", { name: "Import" }).click();
}

const refusal = (page: Page) => page.getByRole("alert").filter({ hasText: "This question was not imported" });

test("a package is imported, checked by the judge, published, and becomes part of an assessment", async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "owner");
  await importPackage(page, "twice.zip", makePackage({}, "echo-twice/"));
  await expect(page.getByRole("heading", { name: "Twice", level: 1 })).toBeVisible();
  await expect(page.getByText("Version 1 is ready to publish")).toBeVisible(JUDGED);
  const solutions = page.getByRole("table", { name: "The package’s submissions and what the judge said" });
  await expect(solutions.getByRole("row", { name: /accepted\/twice\.py.*Passed/ })).toBeVisible();
  await expect(solutions.getByRole("row", { name: /wrong_answer\/once\.py.*Wrong answer/ })).toBeVisible();
  await expect(page.getByText("Starter code scores 0 % in Python 3.")).toBeVisible();
  await page.getByText("All tests by name and size").click();
  await expect(page.getByRole("row", { name: /secret\/02-negative.*Numbers may be negative/ })).toBeVisible();
  await expect(page.locator("main")).not.toContainText("20000000000");
  await expectAccessible(page);

  await page.getByRole("link", { name: "See it as a candidate" }).click();
  await expect(page.getByText("Nothing can be entered here.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "The question as the team sees it" }).click();

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published. Assessments can hold it from now on.")).toBeVisible();
  await page.goto("/questions");
  await expect(page.getByRole("row", { name: /Twice.*Published/ })).toBeVisible();

  await page.goto("/assessments/new");
  await page.getByLabel("Name").fill("With an import");
  await page.getByLabel("Time in minutes").fill("30");
  await page.getByRole("button", { name: "Start the draft" }).click();
  await page.getByRole("button", { name: "Add Twice" }).first().click();
  await expect(page.getByRole("button", { name: "Add Twice" })).toHaveCount(0);
  await expect(page.getByText("In the draft")).toBeVisible();
});

test("a package whose submissions do not do as they say is refused, with each reason, and may be thrown away", async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "owner");
  const right = "n = int(input())\nprint(n, n)\n";
  const idle = { "submissions/wrong_answer/once.py": right, "attachments/starter.py": right };
  await importPackage(page, "idle.zip", makePackage(idle, "idle-tests/"));
  await expect(page.getByText("Version 1 cannot be published")).toBeVisible(JUDGED);
  await expect(page.getByText("wrong_answer/once.py: expected wrong answer, got passed.")).toBeVisible();
  await expect(page.getByText("The starter code in Python 3 scores 100 %, must be 0.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Discard this version" }).click();
  await expect(page.getByRole("heading", { name: "Questions", level: 1 })).toBeVisible();
});

test("a function question is imported, refused with its reasons, mended, and worth what its author suggests", async ({
  page,
  signIn,
}) => {
  test.setTimeout(180_000);
  await signIn(page, "owner");
  const wrong = { "submissions/wrong_answer/square.js": "const twice = (n) => 2 * n;\n" };
  await importPackage(page, "asked.zip", makeQuestion(FUNCTION_QUESTION, wrong));
  await expect(page.getByText("Version 1 cannot be published")).toBeVisible(JUDGED);
  await expect(page.getByText("wrong_answer/square.js: expected wrong answer, got passed.")).toBeVisible();
  await expectAccessible(page);
  await importPackage(page, "asked.zip", makeQuestion(FUNCTION_QUESTION));
  await expect(page.getByText("Version 1 is ready to publish")).toBeVisible(JUDGED);
  await expect(page.getByText("Starter code scores 0 % in each of its 2 languages.")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await page.goto("/assessments/new");
  await page.getByLabel("Name").fill("With a function");
  await page.getByLabel("Time in minutes").fill("30");
  await page.getByRole("button", { name: "Start the draft" }).click();
  await page.getByRole("button", { name: "Add Twice as Much" }).first().click();
  await expect(page.getByLabel("Points for Twice as Much")).toHaveValue("15");
});

test("an interactive problem is imported, talked to at Run, and graded", async ({
  page,
  browser,
  request,
  demo,
  portal,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn(page, "owner");
  await importPackage(page, "guess.zip", makePackage(GUESS, "guess/"));
  await expect(page.getByText("Version 1 is ready to publish")).toBeVisible(JUDGED);
  await page.getByRole("button", { name: "Publish" }).click();
  await page.goto("/assessments/new");
  await page.getByLabel("Name").fill("Talks");
  await page.getByLabel("Time in minutes").fill("30");
  await page.getByRole("button", { name: "Start the draft" }).click();
  await page.getByRole("button", { name: "Add Guess" }).first().click();
  await page.getByRole("button", { name: "Publish version 1" }).click();
  await expect(page).toHaveURL(/[?&]published=/);

  const context = await browser.newContext({ baseURL: portal.url });
  const room = await context.newPage();
  const { attemptId, externalId } = await takeSeat(room, request, demo, "talks", "talks");
  await room.goto(`/take/attempts/${attemptId}`);
  await expect(room.getByText("Sample talk 1")).toBeVisible();
  await room.getByRole("checkbox", { name: "Plain text" }).check();
  const run = async (answer: string, outcome: string) => {
    await room.getByRole("textbox", { name: /^Answer to question/ }).fill(answer);
    await room.getByRole("button", { name: "Run samples" }).click();
    await expect(room.getByRole("tabpanel").getByText(outcome)).toBeVisible(JUDGED);
  };
  await run(GUESS["submissions/wrong_answer/once.py"], "0 of 1 sample passed");
  await expect(room.getByRole("tabpanel").getByText("Wrong answer").first()).toBeVisible();
  await expect(room.getByRole("tabpanel").getByText(/Your output/)).toHaveCount(0);
  await expectAccessible(room);
  await run(GUESS["submissions/accepted/twice.py"], "1 of 1 sample passed");
  await expect(room.getByText(/^Saved \d\d:\d\d:\d\d/).filter({ visible: true })).toHaveCount(1);
  await room.getByRole("link", { name: /^(Review and submit|Submit…)$/ }).click();
  await room.getByRole("button", { name: /^Submit/ }).click();
  await expect(room.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible();
  const reading = async () => {
    const answer = await request.get(`/api/partner/v1/candidates?externalId=${externalId}`, {
      headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    });
    return ((await answer.json()) as { data: { status: string; score?: object; reportUrl?: string }[] })
      .data[0];
  };
  await expect.poll(async () => (await reading())?.status, JUDGED).toBe("graded");
  const graded = await reading();
  expect(graded).toMatchObject({ score: { points: 10, maxPoints: 10 } });
  await page.goto(new URL(graded?.reportUrl ?? "", portal.url).pathname);
  await expect(page.getByText("2 of 2 tests passed").first()).toBeVisible();
  await context.close();
});

test("a hostile zip and a broken package are refused in words that say what to do", async ({
  page,
  signIn,
}) => {
  await signIn(page, "owner");
  await importPackage(page, "hostile.zip", makeZip([{ name: "../../etc/cron.d/x", content: "* * * * *" }]));
  await expect(refusal(page)).toContainText("leads out of the package");
  await expectAccessible(page);
  await importPackage(page, "broken.zip", makePackage({ "data/secret/01-large.ans": null }));
  await expect(refusal(page)).toContainText(
    "data/secret/01-large.in: has no answer; add data/secret/01-large.ans",
  );
  await importPackage(page, "notes.zip", Buffer.from("not a zip"));
  await expect(refusal(page)).toContainText("is not a zip");
});

test("only those who author may import", async ({ page, signIn }) => {
  await signIn(page, "reviewer");
  await page.goto("/questions");
  await expect(page.getByRole("link", { name: "Import a question" })).toHaveCount(0);
  expect((await page.goto("/questions/import"))?.status()).toBe(404);
  const answer = await page.request.post("/api/questions/packages?name=twice.zip", { data: makePackage() });
  expect(answer.status()).toBe(404);
});

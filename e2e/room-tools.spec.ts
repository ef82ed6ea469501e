import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { withDatabase } from "./people.ts";
import { takeSeat } from "./room.ts";

/* What the room gives to work with: the statement, the editor, languages, the view, and the clock's reasons. */

const spoken = (page: Page) => page.locator("#live-polite");
const editor = (page: Page) => page.getByRole("textbox", { name: /^Answer to question 1/ });

async function typeAnswer(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Alt+Shift+KeyE");
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

async function readStatement(page: Page): Promise<void> {
  await expect(page.locator(".prose math").first()).toBeVisible();
  const picture = page.getByRole("img", { name: /two shifts as bars/ });
  await picture.scrollIntoViewIfNeeded();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), "the picture has come")
    .toBe(640);
  const samples = page.getByRole("table", { name: "Samples" });
  await expect(samples.getByRole("columnheader")).toHaveText(["Input", "Expected output"]);
  await expect(samples.getByRole("rowheader", { name: "Sample 1" })).toBeVisible();
}

async function moveDivider(page: Page): Promise<void> {
  const divider = page.getByRole("separator", { name: "Width of the question" });
  await expect(divider).toHaveAttribute("aria-valuenow", "40");
  await divider.press("ArrowRight");
  await expect(divider).toHaveAttribute("aria-valuenow", "42");
  await divider.press("End");
  await expect(divider).toHaveAttribute("aria-valuenow", "75");
  await divider.press("Home");
  await expect(divider).toHaveAttribute("aria-valuenow", "25");
  await foldAway(page, divider, "#answer-pane", "x");
  await foldAway(page, page.getByRole("separator", { name: "Height of the editor" }), "#results-pane", "y");
  await page.getByRole("button", { name: "View", exact: true }).click();
  const view = page.getByRole("dialog", { name: "View" });
  await view.getByRole("button", { name: "50 %" }).click();
  await expect(divider).toHaveAttribute("aria-valuenow", "50");
  await view.getByLabel("Text size of the editor").selectOption("20");
  await view.getByRole("radio", { name: "Dark theme" }).check();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "View", exact: true })).toBeFocused();
  const results = page.getByRole("separator", { name: "Height of the editor" });
  await results.press("ArrowUp");
  await expect(results).toHaveAttribute("aria-valuenow", "63");
}

/** Enter folds the first pane: the other one takes its room, and gives it back. */
async function foldAway(page: Page, divider: Locator, other: string, axis: "x" | "y"): Promise<void> {
  const side = axis === "x" ? "width" : "height";
  const sizeOf = async (at: Locator) => (await at.boundingBox())?.[side] ?? 0;
  const before = await sizeOf(page.locator(other));
  await divider.press("Enter");
  await expect(divider).toHaveAttribute("aria-valuetext", "folded away");
  const all = await sizeOf(page.locator(".splitter", { has: divider }).last());
  expect(await sizeOf(page.locator(other))).toBe(all - 9);
  await divider.press("Enter");
  expect(await sizeOf(page.locator(other))).toBe(before);
}

async function findInCode(page: Page): Promise<void> {
  await typeAnswer(page, "one = two\nthree = two");
  await page.keyboard.press("Control+F");
  await expect(page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await page.keyboard.type("two");
  await expect(page.locator(".cm-searchMatch")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(editor(page)).toBeFocused();
}

/** @param stored what the server holds of the answer */
async function changeLanguages(page: Page, stored: () => Promise<string | undefined>): Promise<void> {
  const language = page.getByRole("combobox", { name: "Language" });
  await typeAnswer(page, "print(1)");
  await language.selectOption("javascript");
  await expect(spoken(page)).toHaveText(/JavaScript.*is what is graded now; your text in Python.*is kept/);
  await typeAnswer(page, "console.log(2);");
  await expect(page.getByText(/^Graded: JavaScript.* · kept, not graded: Python/)).toBeVisible();
  await expect.poll(stored).toBe("console.log(2);");
  await page.reload();
  await expect(editor(page)).toHaveText("console.log(2);");
  await language.selectOption("python");
  await expect(editor(page)).toHaveText("print(1)");
  await language.selectOption("javascript");
  await expect(editor(page)).toHaveText("console.log(2);");
}

/** A reset can be undone after one has been to another question and after a reload. */
async function resetAndUndo(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(spoken(page)).toHaveText(/^The starter is back/);
  await expect(editor(page)).not.toHaveText("console.log(2);");
  await page.keyboard.press("Alt+Shift+KeyN");
  await expect(page.getByRole("button", { name: "Undo reset" })).toHaveCount(0);
  await page.keyboard.press("Alt+Shift+KeyP");
  await expect(page.getByRole("button", { name: "Undo reset" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Undo reset" }).click();
  await expect(editor(page)).toHaveText("console.log(2);");
  await expect(page.getByRole("button", { name: "Undo reset" })).toHaveCount(0);
}

async function compareOutputs(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Run samples" }).click();
  await expect(spoken(page)).toHaveText(/0 of 2 samples passed/, { timeout: 30_000 });
  const difference = page.getByRole("table", { name: "Sample 1: expected and your output" });
  await expect(difference.getByRole("row", { name: /Missing 240/ })).toBeVisible();
  await expect(difference.getByRole("row", { name: /Not expected 2/ })).toBeVisible();
  await page.getByRole("tab", { name: "Own input" }).click();
  await page.getByRole("textbox", { name: /standard input/ }).fill("09:00 17:00 2");
  await page.keyboard.press("Control+Enter");
  await expect(spoken(page)).toHaveText("Your code ran on your input.", { timeout: 30_000 });
}

test("the room's tools: statement, divider, search, languages, reset, differences, own input", async ({
  page,
  browser,
  request,
  demo,
  portal,
}) => {
  test.setTimeout(180_000);
  const { attemptId, address } = await takeSeat(page, request, demo, "tools");
  const first = address.replace(/question=\d+/, "question=1");
  await page.goto(first);
  await expect(page.locator(".cm-content")).toBeVisible();
  await readStatement(page);
  await moveDivider(page);
  await findInCode(page);
  await changeLanguages(page, () =>
    withDatabase(portal.databaseUrl(), async (client) => {
      const { rows } = await client.query<{ source: string }>(
        `select content->>'source' as source from answer where "attemptId" = $1 and content ? 'source'`,
        [attemptId],
      );
      return rows[0]?.source;
    }),
  );
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const size = await page.locator(".cm-scroller").evaluate((code) => getComputedStyle(code).fontSize);
  expect(size).toBe("20px");
  await resetAndUndo(page);
  await compareOutputs(page);

  const flagged = page.waitForResponse(/\/flags\//);
  await page.getByRole("button", { name: "Flag", exact: true }).click();
  expect((await flagged).ok()).toBe(true);
  await page.reload();
  await expect(page.getByRole("button", { name: "Flagged", exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Own input" }).click();
  await expect(page.getByRole("textbox", { name: /standard input/ })).toHaveValue("09:00 17:00 2");

  const elsewhere = await browser.newContext({ baseURL: portal.url });
  await elsewhere.addCookies(
    (await page.context().cookies()).filter(({ name }) => !/^(split|code-size|theme)/.test(name)),
  );
  const device = await elsewhere.newPage();
  await device.goto(first);
  await expect(editor(device)).toHaveText("console.log(2);");
  await device.getByRole("combobox", { name: "Language" }).selectOption("python");
  await expect(editor(device)).toHaveText("print(1)");
  await expect(device.getByRole("button", { name: "Flagged", exact: true })).toBeVisible();
  await elsewhere.close();
});

test("time that is given back is spoken with its reason, and the clock moves; a phone keeps each pane's place", async ({
  page,
  request,
  demo,
  portal,
}) => {
  test.setTimeout(120_000);
  const { attemptId, address } = await takeSeat(page, request, demo, "credit");
  await page.clock.install();
  await page.goto(address.replace(/question=\d+/, "question=1"));
  await expect(page.getByRole("timer", { name: "Time left" })).toHaveText("60 min left");
  await withDatabase(portal.databaseUrl(), async (client) => {
    await client.query(
      `insert into time_credit (id, "attemptId", kind, "fromAt", "toAt", seconds, reason, "sourceId")
       values (gen_random_uuid(), $1, 'outage', now() - interval '5 minutes', now(), 300, 'test', gen_random_uuid())`,
      [attemptId],
    );
    await client.query(
      `update attempt set "deadlineAt" = "deadlineAt" + interval '5 minutes' where id = $1`,
      [attemptId],
    );
  });
  await page.clock.fastForward("01:01");
  await expect(spoken(page)).toHaveText(
    /^Time given back\. 300 seconds: the portal did not answer as it should\. \d+ minutes left\.$/,
  );
  await expect(page.getByRole("timer", { name: "Time left" })).toHaveText(/6[45]\smin left/);
  await expect(page.getByText("60 min + 5 min")).toBeVisible();
  await page.getByRole("button", { name: /events recorded$/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Your time: 60 min");
  await expect(page.getByRole("dialog")).toContainText("300 seconds: the portal did not answer as it should");
  await page.keyboard.press("Escape");

  await page.setViewportSize({ width: 320, height: 640 });
  const pane = page.locator("#question-pane");
  await pane.evaluate((element) => element.scrollTo({ top: 200 }));
  await page.getByRole("tab", { name: "Results" }).click();
  await page.getByRole("tab", { name: "Question" }).click();
  expect(await pane.evaluate((element) => element.scrollTop)).toBe(200);
  await page.keyboard.press("Alt+Shift+KeyK");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
});

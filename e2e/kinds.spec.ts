import { createHash } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { stateOf, takeSeat } from "./room.ts";

/* Answers that are one line, and answers that are files: from the room to the report. */

const ASSESSMENT = "operations-and-design";
/** A PDF as far as anybody looks, of so many bytes. */
const pdfOf = (bytes: number) => Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes - 9, 1)]);
const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/pdf", buffer });
const PLAN = file("Órder plan.pdf", pdfOf(600_000));

const goTo = async (page: Page, ordinal: number) => {
  await page.goto(`${page.url().split("?")[0]}?question=${ordinal}`);
  await expect(page.getByText(new RegExp(`^Question ${ordinal} of 4`)).first()).toBeVisible();
};
const choose = (page: Page, chosen: ReturnType<typeof file>) =>
  page.getByLabel("Your file for question 2").setInputFiles(chosen);
/** The state line stands there twice, for wide pages and for narrow ones. */
const saved = (page: Page) =>
  expect(
    stateOf(page)
      .getByText(/^Saved \d\d:\d\d:\d\d/)
      .filter({ visible: true }),
  ).toHaveCount(1);

/** The next answer that this page saves is on the server: “Saved” may still be of the one before. */
const nextStored = (page: Page) =>
  page.waitForResponse((answer) => answer.request().method() === "PUT" && answer.ok());

async function answerInOneLine(page: Page): Promise<void> {
  await goTo(page, 1);
  const line = page.getByRole("textbox", { name: "Your answer to question 1" });
  await page.keyboard.press("Alt+Shift+E");
  await expect(line).toBeFocused();
  await page.keyboard.type("1,7 s");
  await page.keyboard.press("Enter");
  await saved(page);
  await expect(page).toHaveURL(/\/take\/attempts\/[0-9a-f-]+\?question=1$/);
  await expectAccessible(page);
}

async function handInFile(page: Page): Promise<void> {
  await goTo(page, 2);
  await expect(page.getByText("No file yet.")).toBeVisible();
  await choose(page, file("notes.html", Buffer.from("<p>")));
  await expect(
    page.getByText("notes.html is not one of the kinds asked for: PDF, PNG, or JPEG."),
  ).toBeVisible();
  await choose(page, file("evil.pdf", Buffer.from("<!doctype html><script>alert(1)</script>")));
  await expect(page.getByText(/^evil\.pdf was not taken: inside it is not PDF/)).toBeVisible();
  await choose(page, file("huge.pdf", pdfOf(6 * 1024 * 1024)));
  await expect(page.getByText("huge.pdf is larger than 5 MB.")).toBeVisible();
  const opening = page.waitForEvent("filechooser");
  await page.keyboard.press("Alt+Shift+E");
  await expect(page.getByLabel("Your file for question 2")).toBeFocused();
  await page.keyboard.press("Enter");
  await (await opening).setFiles(file("first.pdf", pdfOf(2_000)));
  await expect(page.getByText("first.pdf", { exact: true })).toBeVisible();
  await saved(page);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove first.pdf" }).click();
  await expect(page.getByText("No file yet.")).toBeVisible();
}

function answerFiles(page: Page, status: number, code: string): Promise<unknown> {
  return page.route("**/files?*", (route) => route.fulfill({ status, json: { code } }));
}

/** A tab that gives way leaves what it was sending to the one that writes now. @returns that one. */
async function moveToAnotherTab(page: Page): Promise<Page> {
  await page.route("**/files?*", () => undefined);
  await choose(page, file("moved.pdf", pdfOf(2_000)));
  const sending = page.getByText(/^Sending moved\.pdf/);
  await expect(sending).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(page.url());
  const stored = nextStored(second);
  await second.getByRole("button", { name: "Write here instead" }).click();
  await expect(second.getByText("moved.pdf", { exact: true })).toBeVisible();
  await stored;
  await saved(second);
  await expect(sending).toBeHidden();
  await page.close();
  return second;
}

/** A file waits on this device while another device makes its own the answer: whoever comes back is asked. */
async function comeBackAfterAnotherDevice(page: Page, browser: Browser): Promise<void> {
  await page.route("**/files?*", (route) => route.abort());
  await choose(page, file("old.pdf", pdfOf(3_000)));
  await expect(page.getByText(/^old\.pdf is kept on this device and sent by itself/)).toBeVisible();
  const room = page.url();
  await page.goto("about:blank");
  const { origin } = new URL(room);
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL: origin, storageState });
  const phone = await context.newPage();
  await phone.goto(room);
  const stored = nextStored(phone);
  await choose(phone, file("phone.pdf", pdfOf(4_000)));
  await stored;
  await context.close();
  await page.unroute("**/files?*");
  await page.goto(room);
  await expect(page.getByText(/^old\.pdf was chosen on this device while another file/)).toBeVisible();
  await expect(page.getByText("phone.pdf", { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`${room.split("?")[0]}/submit`);
  await expect(page.getByText(/^Question 2: old\.pdf was chosen on this device/)).toBeVisible();
  await page.goto(room);
  await page.getByRole("button", { name: "Send it instead" }).click();
  await expect(page.getByText("old.pdf", { exact: true })).toBeVisible();
  await saved(page);
}

/** Nobody answers, the page is loaded anew, and then somebody does. */
async function sendAfterReload(page: Page): Promise<void> {
  await page.route("**/files?*", (route) => route.abort());
  await choose(page, PLAN);
  await expect(page.getByText(/^Órder plan\.pdf is kept on this device and sent by itself/)).toBeVisible();
  await expectAccessible(page);
  const answers = [
    [
      401,
      "unauthenticated",
      /^Your session has ended\. Órder plan\.pdf is kept on this device and sent by itself/,
    ],
    [409, "deadline_passed", /^Órder plan\.pdf reached us too late.* It is kept on this device\./],
  ] as const;
  for (const [status, code, words] of answers) {
    await answerFiles(page, status, code);
    await page.getByRole("button", { name: "Send now" }).click();
    await expect(page.getByText(words)).toBeVisible();
  }
  await expectAccessible(page);
  await page.goto(`${page.url().split("?")[0]}/submit`);
  await expect(page.getByText(/^Question 2: Órder plan\.pdf has not reached us yet/)).toBeVisible();
  await page.unroute("**/files?*");
  await page.reload();
  await expect(page.getByRole("row", { name: /Draw the way of an order/ })).toContainText("Answered");
  await page.getByRole("link", { name: "Back to the questions" }).click();
  await expect(page).toHaveURL(/\/attempts\/[^/]+$/);
  await goTo(page, 2);
  await expect(page.getByText("Órder plan.pdf", { exact: true })).toBeVisible();
}

test("a line and a file are answered, kept through a lost connection, handed in and read", async ({
  page: first,
  browser,
  request,
  demo,
  portal,
  signIn,
}) => {
  test.setTimeout(180_000);
  const { attemptId } = await takeSeat(first, request, demo, "kinds", ASSESSMENT);
  await first.goto(`/take/attempts/${attemptId}`);
  await answerInOneLine(first);
  await handInFile(first);
  const page = await moveToAnotherTab(first);
  await comeBackAfterAnotherDevice(page, browser);
  await sendAfterReload(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: "Answer" }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await answerFiles(page, 409, "deadline_passed");
  await choose(page, file("late.pdf", pdfOf(2_000)));
  await expect(page.getByText(/^late\.pdf reached us too late/)).toBeVisible();
  await page.goto(`/take/attempts/${attemptId}/submit`);
  await page.getByRole("button", { name: /^Submit/ }).click();
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible();
  await expect(page.getByText(/^late\.pdf had not reached us before the end/)).toBeVisible();
  const copy = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download late.pdf" }).click();
  expect((await copy).suggestedFilename()).toBe("late.pdf");
  await page.getByRole("button", { name: "Remove from this device" }).click();
  await expect(page.getByText(/^late\.pdf had not reached us before the end/)).toBeHidden();
  const hash = createHash("sha256").update(PLAN.buffer).digest("hex");
  await expect(page.getByText(`SHA-256 ${hash}`)).toBeVisible();
  await expectAccessible(page);

  const address = await page.getByRole("link", { name: "Download Órder plan.pdf" }).getAttribute("href");
  const own = await page.request.get(address ?? "");
  expect((await own.body()).equals(PLAN.buffer)).toBe(true);
  expect((await request.get(address ?? "")).status()).toBe(401);

  const context = await browser.newContext({ baseURL: portal.url });
  const staff = await context.newPage();
  await signIn(staff, "reviewer");
  expect((await staff.request.get(address ?? "")).status()).toBe(404);
  await staff.goto(`/reports/${attemptId}`);
  const line = staff.getByRole("region", { name: /^Question 1/ });
  await expect(line.getByText("Accepted", { exact: true })).toBeVisible();
  const drawing = staff.getByRole("region", { name: /^Question 2/ });
  const download = drawing.getByRole("link", { name: /^Download/ });
  const answer = await staff.request.get((await download.getAttribute("href")) ?? "");
  expect(answer.headers()).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": "attachment; filename=\"Order plan.pdf\"; filename*=UTF-8''%C3%93rder%20plan.pdf",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  expect((await answer.body()).equals(PLAN.buffer)).toBe(true);
  await expect(drawing.getByRole("textbox", { name: /^Points for question 2/ })).toBeVisible();
  await expectAccessible(staff);
  await context.close();
});

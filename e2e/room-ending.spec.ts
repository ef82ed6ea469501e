import type { Locator } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { withDatabase } from "./people.ts";
import { setSecondsLeft, stateOf, storedText, takeSeat } from "./room.ts";

/* Time and the end: the server's clock only, one hand-in, a receipt that holds. */

const TEN_MINUTES_MS = 600_000;

async function paste(answer: Locator): Promise<void> {
  await answer.evaluate((box) => {
    const data = new DataTransfer();
    data.setData("text/plain", "a sentence that was written elsewhere");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
}

test("a browser clock ten minutes wrong changes neither the time left nor what counts, nor when something was seen", async ({
  page,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "clock");
  await setSecondsLeft(portal, attemptId, 20 * 60 + 30);
  for (const wrong of [TEN_MINUTES_MS, -TEN_MINUTES_MS]) {
    await page.clock.install({ time: Date.now() + wrong });
    await page.goto(address);
    await expect(page.getByRole("timer")).toContainText(/2[01]\smin left/);
    await paste(answer);
    await answer.fill(`Typed with a clock that is wrong by ${wrong} ms.`);
    await expect.poll(() => storedText(portal, attemptId)).toContain(`${wrong} ms`);
  }
  const seen = await withDatabase(portal.databaseUrl(), (client) =>
    client.query(
      `select abs(extract(epoch from now() - at)) < 60 as lately from attempt_event where "attemptId" = $1 and kind = 'paste'`,
      [attemptId],
    ),
  );
  expect(seen.rows).toEqual([{ lately: true }, { lately: true }]);
});

test("ten, five and one minutes are announced once, politely, and never take the focus", async ({
  page,
  request,
  demo,
}) => {
  const { address, answer } = await takeSeat(page, request, demo, "minutes");
  await page.clock.install();
  await page.goto(address);
  await answer.focus();
  const spoken = page.locator("#live-polite");
  const left = async () => {
    const words = (await page.getByRole("timer").textContent()) ?? "";
    return Number(/\d+/.exec(words)?.[0] ?? 0);
  };
  await page.clock.fastForward(((await left()) - 10) * 60_000 + 1_000);
  await expect(spoken).toContainText("10 minutes left.");
  await page.clock.fastForward(5 * 60_000);
  await expect(spoken).toContainText("5 minutes left. Everything you type is saved by itself.");
  await page.clock.fastForward(4 * 60_000);
  await expect(spoken).toContainText(/1 minute left. What is saved at .* is submitted for you./);
  await expect(answer).toBeFocused();
});

test("the deadline passes while offline: what was saved is handed in, what was not is kept and shown as late", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "late");
  await page.clock.install();
  await page.goto(address);
  await answer.fill("In time.");
  await expect.poll(() => storedText(portal, attemptId)).toBe("In time.");
  await context.setOffline(true);
  await answer.fill("In time. And too late.");
  await page.clock.fastForward("03:00:00");
  await expect(page.getByRole("heading", { name: /Time is up/ })).toBeVisible();
  await setSecondsLeft(portal, attemptId, -40);
  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText("Time was up, so what you had saved was submitted for you.")).toBeVisible();
  const found = await withDatabase(portal.databaseUrl(), async (client) => {
    const { rows } = await client.query<{ graded: string; late: string }>(
      `select s.content->>'text' as graded, r.content->>'text' as late
       from submission s join answer a on a."attemptId" = s."attemptId" and a."itemId" = s."itemId"
       join answer_revision r on r."answerId" = a.id and r.late where s."attemptId" = $1`,
      [attemptId],
    );
    return rows;
  });
  expect(found).toEqual([{ graded: "In time.", late: "In time. And too late." }]);
});

test("handing in twice, here and there, is handing in once; the receipt can be checked by anybody", async ({
  page,
  browser,
  request,
  demo,
  portal,
  signIn,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "twice");
  await page.goto(address);
  await answer.fill("All that I had to say.");
  await expect(stateOf(page)).toContainText(/Saved/);
  const submit = `/api/attempts/${attemptId}/submit`;
  const answers = await Promise.all([1, 2, 3].map(() => page.request.post(submit)));
  const bodies = await Promise.all(answers.map(async (one) => JSON.stringify(await one.json())));
  expect(new Set(bodies).size).toBe(1);
  await page.goto(`/take/attempts/${attemptId}/submit`);
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible();
  await expectAccessible(page);
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download", exact: true }).click();
  const file = await (await downloaded).path();

  const stranger = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await stranger.goto("/verify");
  await expectAccessible(stranger);
  await stranger.getByLabel("File of the receipt").setInputFiles(file);
  await stranger.getByRole("button", { name: "Check the receipt" }).click();
  await expect(stranger.getByText("This receipt is ours and unaltered.")).toBeVisible();
  const { receipt } = JSON.parse(bodies[0] ?? "") as { receipt: { id: string; contentHash: string } };
  await stranger
    .getByLabel("Text of the receipt")
    .fill(JSON.stringify({ ...receipt, submittedAt: "2020-01-01T00:00:00.000Z" }));
  await stranger.getByRole("button", { name: "Check the receipt" }).click();
  await expect(stranger.getByText("This is not a receipt of ours")).toBeVisible();
  await stranger
    .getByLabel("Text of the receipt")
    .fill(JSON.stringify(receipt).replace("{", '{"submittedAt":"2020-01-01T00:00:00.000Z",'));
  await stranger.getByRole("button", { name: "Check the receipt" }).click();
  await expect(stranger.getByText("This text says one thing twice").first()).toBeVisible();
  await stranger.goto(`/verify?id=${receipt.id}&hash=${receipt.contentHash}`);
  await expect(stranger.getByText("This receipt is ours and unaltered.")).toBeVisible();
  // The team that it is quoted to finds it.
  await signIn(stranger, "owner");
  await stranger.goto(`/candidates?q=${receipt.id}`);
  await stranger.getByRole("table").locator(`[href="/reports/${attemptId}"]`).first().click();
  await expect(stranger.getByRole("complementary")).toContainText(receipt.contentHash);
  await stranger.getByRole("link", { name: "Check this receipt" }).click();
  await expect(stranger.getByText("This receipt is ours and unaltered.")).toBeVisible();
  await stranger.context().close();
});

test("the candidate sees what is recorded as it happens, says something about it, and staff read both", async ({
  page,
  browser,
  request,
  demo,
  portal,
  signIn,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "glass");
  await page.goto(address);
  await answer.fill("x");
  await paste(answer);
  await page.getByRole("button", { name: "1 event recorded" }).click();
  const dialog = page.getByRole("dialog", { name: "What is recorded about you" });
  await expect(dialog).toContainText("Text pasted, 37 characters");
  await dialog.getByRole("button", { name: /^Add a note/ }).click();
  await dialog.getByLabel(/^Your note/).fill("From my own notes.");
  await dialog.getByRole("button", { name: "Save the note" }).click();
  await expect(dialog).toContainText("Your note: From my own notes.");
  await expectAccessible(page);

  const staff = await (await browser.newContext({ baseURL: portal.url })).newPage();
  await signIn(staff, "owner");
  await staff.goto(`/reports/${attemptId}`);
  await expect(staff.getByText("Pasted 37 characters")).toBeVisible();
  await expect(staff.getByText("Candidate: “From my own notes.”")).toBeVisible();
  await staff.context().close();
});

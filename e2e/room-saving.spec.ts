import { expect, test } from "./fixtures.ts";
import {
  answerOn,
  expectKept,
  keptPages,
  setSecondsLeft,
  stateOf,
  storedText,
  takeSeat,
  webProcess,
} from "./room.ts";

/* Nothing is ever lost: the network, the page, the server, the tab and the device may go. */

const SAVED = /Saved \d\d:\d\d:\d\d/;

test("two minutes offline: the work is kept here, the words say so, and all is saved on return", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "offline");
  await page.clock.install();
  await page.goto(address);
  await answer.fill("Before the tunnel.");
  await expect(stateOf(page)).toContainText(SAVED);
  await context.setOffline(true);
  await answer.fill("Before the tunnel. In the tunnel.");
  await expect(stateOf(page)).toContainText(/Offline since \d\d:\d\d/);
  await page.clock.fastForward("02:00");
  await expect(stateOf(page)).toContainText(/Offline since/);
  expect(await storedText(portal, attemptId)).toBe("Before the tunnel.");
  await context.setOffline(false);
  await expect(stateOf(page)).toContainText(/Back online. All saved/);
  expect(await storedText(portal, attemptId)).toBe("Before the tunnel. In the tunnel.");
});

test("a reload while offline: the room is there again with all the work and the right time, and goes on", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "reload");
  // The device's clock is wrong, and stays so.
  await page.clock.install({ time: Date.now() + 3 * 3_600_000 });
  await page.goto(address);
  // Kept first: the worker that keeps it goes by the true clock, and the server's word with the save is the newer one.
  await expectKept(page);
  await answer.fill("Saved before.");
  await expect(stateOf(page)).toContainText(SAVED);
  await context.setOffline(true);
  await answer.fill("Saved before. Only\non this device.");
  await expect(stateOf(page)).toContainText(/Offline since/);
  // What a page sends as it goes passes by Chromium's emulated offline; without a network it would not.
  const sendNothingMore = () =>
    page.evaluate(() => {
      window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
    });
  await page.clock.fastForward("55:00");
  const timer = page.getByRole("timer");
  const left = await timer.textContent();
  await sendNothingMore();
  await page.reload();
  await expect(answer).toHaveValue("Saved before. Only\non this device.");
  await expect(stateOf(page)).toContainText(/Offline since/);
  expect(left).toMatch(/^0[45]:/);
  await expect(timer).toHaveText(/^0[45]:/);
  const recorded = page.getByRole("button", { name: /recorded$/ });
  await expect(recorded, "the lost connection, which nobody was told yet").toHaveText(/^1 event/);
  await answer.press("ControlOrMeta+End");
  await answer.pressSequentially(" And more.");
  await expect(answer).toHaveValue("Saved before. Only\non this device. And more.");
  // The portal can be reached again, but takes no saves yet: restored is not saved.
  const saves = /\/api\/attempts\/.*\/answers\//;
  await context.route(saves, (route) => route.abort("connectionfailed"));
  await context.setOffline(false);
  await expect(timer, "the server's own word about the time").toHaveText(/^(60|59)/);
  await expect(stateOf(page)).not.toContainText(/saved/i);
  expect(await storedText(portal, attemptId)).toBe("Saved before.");
  await context.unroute(saves);
  await expect(stateOf(page)).toContainText(/saved/i, { timeout: 15_000 });
  await expect
    .poll(() => storedText(portal, attemptId))
    .toBe("Saved before. Only\non this device. And more.");
  await recorded.click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveText([/came back/, /lost/]);
  await page.goto("/sign-out");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => keptPages(page), "nothing of it stays behind").toEqual([]);
});

test("kill -9 of the web process during typing: every edit that was called saved is there", async ({
  page,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "kill");
  await page.goto(address);
  await expectKept(page);
  const acknowledged: string[] = [];
  const compressed: (string | undefined)[] = [];
  page.on("response", async (response) => {
    if (response.request().method() !== "PUT" || !response.ok()) return;
    compressed.push(response.headers()["content-encoding"]);
    acknowledged.push((response.request().postDataJSON() as { content: { text: string } }).content.text);
  });
  await answer.pressSequentially("Twenty words are on their way to a server ", { delay: 20 });
  await expect(stateOf(page)).toContainText(SAVED);
  expect(new Set(compressed), "no compressor is made for a short answer").toEqual(new Set([undefined]));
  const before = webProcess(portal);
  process.kill(before ?? 0, "SIGKILL");
  await page.reload();
  await expect(page.locator("html"), "the page that the device keeps").toHaveAttribute("data-kept");
  await expect(answer).toHaveValue("Twenty words are on their way to a server ");
  await answer.press("ControlOrMeta+End");
  await answer.pressSequentially("that has just been killed.", { delay: 20 });
  const stored = await storedText(portal, attemptId);
  expect(acknowledged).toContain(stored);
  expect(stored?.length).toBe(Math.max(...acknowledged.map((text) => text.length)));
  await expect.poll(() => webProcess(portal), { timeout: 20_000 }).not.toBe(before);
  await expect
    .poll(() => storedText(portal, attemptId), { timeout: 30_000 })
    .toBe("Twenty words are on their way to a server that has just been killed.");
  await expect(stateOf(page)).toContainText(/saved/i);
});

test("two tabs: one writes, the other says so and can take over with all that was written", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "tabs");
  await page.goto(address);
  await answer.fill("Written in the first tab.");
  const second = await context.newPage();
  await second.goto(address);
  await expect(stateOf(second)).toContainText("open in another tab, so this one only reads");
  await expect(answerOn(second)).not.toBeEditable();
  await answer.fill("Its last words, a moment ago.");
  await stateOf(second).getByRole("button", { name: "Write here instead" }).click();
  await expect(answerOn(second)).toHaveValue("Its last words, a moment ago.");
  await expect(answerOn(second)).toBeEditable();
  await expect(stateOf(page)).toContainText("so this one only reads");
  await second.close();
  await expect(answer, "nobody else writes any more").toBeEditable();
  // The page has been loaded anew: its scripts have come when it says what is saved.
  await expect(stateOf(page)).toContainText(SAVED);
  // The page of the hand-in takes the other tab's last words along.
  await answer.fill("On the way to the hand-in.");
  const review = await context.newPage();
  await review.goto(`/take/attempts/${attemptId}/submit`);
  await expect(stateOf(page)).toContainText("so this one only reads");
  await expect.poll(() => storedText(portal, attemptId)).toBe("On the way to the hand-in.");
  await review.close();
  await expect(answer).toBeEditable();
  await expect(stateOf(page)).toContainText(SAVED);

  // The clock ends: the tab that reads leaves it to the one that writes to hand in.
  const third = await context.newPage();
  const handedIn: string[] = [];
  third.on("request", (sent) => void (sent.url().endsWith("/submit") && handedIn.push(sent.method())));
  await setSecondsLeft(portal, attemptId, 6);
  await third.goto(address);
  await answer.fill("To the last second.");
  for (const tab of [third, page])
    await expect(tab.getByRole("heading", { name: "Submitted", level: 1 })).toBeVisible({ timeout: 20_000 });
  expect(handedIn).toEqual([]);
  expect(await storedText(portal, attemptId)).toBe("To the last second.");
});

test("another device: what it saved while this one was offline wins, and what was typed here is kept and offered", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "device");
  await page.goto(address);
  await answer.fill("From the laptop.");
  await expect(stateOf(page)).toContainText(SAVED);
  const view = (await (await page.request.get(`/api/attempts/${attemptId}`)).json()) as {
    questions: { id: string; type: string; answer: { revision: number } | null }[];
  };
  const written = view.questions.find(({ type }) => type === "text");
  let tries = 0;
  page.on("requestfailed", (failed) => {
    tries += Number(failed.method() === "PUT");
  });
  await context.setOffline(true);
  await answer.fill("From the laptop, typed on.");
  await expect(stateOf(page)).toContainText(/Offline since/);
  const other = await page.request.put(`/api/attempts/${attemptId}/answers/${written?.id}`, {
    data: { revision: (written?.answer?.revision ?? 0) + 1, content: { text: "From the phone." } },
  });
  expect(other.ok()).toBe(true);
  await expect.poll(() => tries, "its revisions are beyond the phone's").toBeGreaterThan(2);
  await context.setOffline(false);
  await expect(answer).toHaveValue("From the phone.");
  await expect(stateOf(page)).toContainText("Another device saved newer work");
  expect(await storedText(portal, attemptId)).toBe("From the phone.");
  await page.getByRole("link", { name: "Review and submit" }).click();
  await expect(page.getByText(/What this device held beside it is not graded/)).toBeVisible();
  await page.getByRole("link", { name: "Change answer 3" }).click();
  await expect(answer).toHaveValue("From the phone.");
  await stateOf(page).getByRole("button", { name: "Compare" }).click();
  const kept = page.getByRole("dialog", { name: "What this device kept" });
  await expect(kept.getByText("From the laptop, typed on.")).toBeVisible();
  await kept.getByRole("button", { name: "Use this device's" }).click();
  await expect(answer).toHaveValue("From the laptop, typed on.");
  await expect.poll(() => storedText(portal, attemptId)).toBe("From the laptop, typed on.");
});

import { expect, expectAccessible, test } from "./fixtures.ts";

/* The settings page says how Sentry is wired, and its test events arrive at a real envelope sink. */

test.beforeEach(({ sink }) => sink.clear());

test("an owner reads how reporting is wired, without its key, and sends a test event from both sides", async ({
  page,
  signIn,
  sink,
}) => {
  const warnings: string[] = [];
  page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) warnings.push(message.text());
  });
  await signIn(page, "owner");
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expect(page.getByRole("row", { name: /Python 3/ })).toContainText("On");
  await expect(page.getByText("Yes, it answers")).toBeVisible();
  await expect(page.getByText(`Reports to ${new URL(sink.dsn).host}`)).toHaveCount(2);
  await expect(page.locator("main")).not.toContainText("public@");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Send a test event from the server" }).click();
  const accepted = page.getByText(/Sentry accepted event [0-9a-f]{32}\./);
  await expect(accepted).toHaveCount(1);
  const onServer = await sink.waitForEvent((event) => event.tags?.part === "web");
  expect(onServer).toMatchObject({ level: "info", platform: "node", environment: "local" });
  await expect(accepted).toContainText(onServer.event_id ?? "none");

  await page.getByRole("button", { name: "Send a test event from this browser" }).click();
  await expect(accepted).toHaveCount(2);
  const inBrowser = await sink.waitForEvent((event) => event.tags?.part === "browser");
  expect(inBrowser).toMatchObject({ level: "info", platform: "javascript", environment: "local" });
  await expect(accepted.last()).toContainText(inBrowser.event_id ?? "none");
  // Once more on the same page: the SDK takes no test event for a repetition.
  await page.getByRole("button", { name: "Send a test event from this browser" }).click();
  await expect(accepted.last()).not.toContainText(inBrowser.event_id ?? "none");
  await expect(accepted).toHaveCount(2);
  // The browser knows the id of who is signed in, and nothing else of them.
  const userId = await page.locator('meta[name="sentry-user"]').getAttribute("content");
  expect(userId).toMatch(/^[0-9a-f-]{36}$/);
  expect(inBrowser.user).toEqual({ id: userId });
  expect(onServer.user?.id).toBe(userId);
  expect(warnings).toEqual([]);
});

test("a Sentry that refuses is said to refuse", async ({ page, signIn, sink }) => {
  await signIn(page, "owner");
  await page.goto("/settings");
  sink.setMode("error");
  try {
    await page.getByRole("button", { name: "Send a test event from the server" }).click();
    await expect(
      page.getByText(/Sentry answered with 500\. Event [0-9a-f]{32} was not accepted/),
    ).toBeVisible();
  } finally {
    sink.setMode("ok");
  }
});

test("an address becomes the search that finds the person's events", async ({ page, signIn, sink, demo }) => {
  await signIn(page, "owner");
  await page.goto("/settings");
  await page.getByRole("button", { name: "Send a test event from the server" }).click();
  const event = await sink.waitForEvent((seen) => seen.tags?.part === "web");
  await page.getByLabel("E-mail", { exact: true }).fill(` ${demo.owner.email.toUpperCase()}`);
  await page.getByRole("button", { name: "Make the search" }).click();
  await expect(page.getByLabel("Search Sentry for")).toHaveValue(`user.email:${event.user?.email}`);
  expect(event.user?.email).toMatch(/@hash\.invalid$/);
});

test("the page is for managers and owners: to a reviewer it is not there", async ({ page, signIn }) => {
  await signIn(page, "reviewer");
  await expect(page.getByRole("link", { name: "Candidates", exact: true }).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Settings", exact: true })).toHaveCount(0);
  await page.goto("/settings");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/not|no /i);
});

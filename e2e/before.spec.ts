import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { makePerson, withDatabase } from "./people.ts";
import { agreeAndStart } from "./room.ts";

/* What a candidate does before the clock runs: more time, a check of the device, a practice, an agreement. */

/** Layout shift (CLS) that no eye sees. */
const STILL = 0.001;

declare global {
  interface Window {
    shifts: number;
  }
}

async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** At a desk, on a phone, and at a desk at 400 %. */
async function lookAround(page: Page): Promise<void> {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

const found = (page: Page) => page.getByRole("region", { name: "What was found" });

test("a candidate takes more time, checks the device, practises, and starts by agreeing to what is recorded", async ({
  page,
  request,
  demo,
  signIn,
}) => {
  test.setTimeout(180_000);
  const person = await makePerson(page, request, demo, "before");
  await watchShifts(page);
  await signIn(page, person);
  await page.getByRole("link", { name: "Extra time" }).click();
  await page.getByRole("radio", { name: /^50 % more/ }).check();
  await lookAround(page);
  await page.getByRole("button", { name: "Save extra time" }).click();
  await expect(page.getByText("90 min (60 + 50 %)")).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Saved: 50 % more time." })).toBeFocused();

  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("link", { name: /^Get ready/ }).click();
  await page.getByRole("button", { name: "Check this device" }).click();
  await expect(found(page).getByText(/^Saved and read back in/)).toBeVisible();
  await expect(found(page).getByText(/^Python 3 ran and was judged in/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("main").getByText("This device is ready.")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Your device\s*Ready, checked/ })).toBeVisible();
  expect(await page.evaluate(() => window.shifts)).toBeLessThan(STILL);
  await lookAround(page);

  await page.getByRole("button", { name: "Try the room" }).click();
  await expect(page.getByText("Practice, no clock")).toBeVisible();
  await expect(page.getByRole("timer")).toHaveCount(0);
  await page.getByRole("checkbox", { name: "Plain text" }).check();
  await page.getByRole("textbox", { name: /^Answer to question 1/ }).fill("print(int(input()) * 2)\n");
  await page.getByRole("button", { name: "Run samples" }).click();
  await expect(page.getByRole("tabpanel").getByText("2 of 2 samples passed")).toBeVisible({
    timeout: 30_000,
  });
  const practice = page.url();
  await page.getByRole("link", { name: "Leave practice" }).click();
  // The scripts have come: a press before that is answered too, and leaves the title alone.
  await page.waitForURL(/\/take\/[0-9a-f-]{36}$/, { waitUntil: "networkidle" });

  await page.getByRole("button", { name: /^Start the 90 minutes$/ }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "Agree to what is recorded before you start.",
  );
  await expect(page.getByText("Agree to what is recorded before you start."), "once").toHaveCount(1);
  await expect(page.getByRole("group", { name: "Your agreement" })).toHaveAccessibleDescription(
    /Tick the box to agree\.$/,
  );
  await expect(page).toHaveTitle(/^Error: /);
  await agreeAndStart(page);
  await expect(page.getByRole("timer")).toContainText("90 min left");
  expect((await page.goto(practice))?.status(), "the practice is gone").toBe(404);
});

test("a runner that is away is said before the clock, and keeps nobody from starting", async ({
  page,
  portal,
  request,
  demo,
  signIn,
}) => {
  const person = await makePerson(page, request, demo, "away");
  await signIn(page, person);
  await page.getByRole("link", { name: /^Get ready/ }).click();
  // What workers report of themselves while they live, until each reports again.
  const hideWorkers = `create or replace function hide() returns trigger language plpgsql as
    $$ begin new."selfTestOk" := false; return new; end $$;
    create trigger hide before insert or update on worker_heartbeat for each row execute function hide();
    update worker_heartbeat set "selfTestOk" = false;`;
  await withDatabase(portal.databaseUrl(), (client) => client.query(hideWorkers));
  try {
    await expect(async () => {
      await page.getByRole("button", { name: "Check this device" }).click();
      await expect(found(page).getByText(/^The runner is not answering\. You can start/)).toBeVisible();
    }).toPass({ timeout: 20_000 });
    await agreeAndStart(page);
  } finally {
    await withDatabase(portal.databaseUrl(), (client) =>
      client.query(`drop trigger hide on worker_heartbeat; update worker_heartbeat set "selfTestOk" = true`),
    );
  }
});

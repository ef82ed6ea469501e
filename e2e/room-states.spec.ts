import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { makePerson } from "./people.ts";
import { agreeAndStart } from "./room.ts";

/*
 * Every state of the exam room in both languages, in the light and in the dark, at the sizes of a desk, a phone and a
 * desk at 400 %: accessible as far as a machine can tell, nothing cut off at the side, and nothing that jumps.
 */

/** 320 × 256 CSS pixels are 1280 × 1024 at 400 %. */
const VIEWS = [
  { width: 1280, height: 800, colorScheme: "light" },
  { width: 390, height: 640, colorScheme: "dark" },
  { width: 320, height: 256, colorScheme: "light" },
] as const;

/** Layout shift (CLS) that no eye sees: a word of the state line that is a little longer than the last. */
const STILL = 0.001;

const LANGUAGES = [
  {
    locale: "en",
    run: "Run samples",
    next: "Next",
    answer: "Answer",
    results: "Results",
    review: "Review and submit",
    stays: /You stay here/,
    passed: /^0 of 2 samples/,
  },
  {
    locale: "de",
    run: "Ausführen",
    next: "Weiter",
    answer: "Antwort",
    results: "Ergebnisse",
    review: "Prüfen und abgeben",
    stays: /Sie bleiben hier/,
    passed: /^0 von 2 Beispielen/,
  },
];
type Language = (typeof LANGUAGES)[number];

async function expectNothingCutOff(page: Page, where: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(over, `${where} scrolls sideways by ${over} px`).toBeLessThanOrEqual(0);
}

/** Looks at the page as it stands, at each size; on the phone it is dark. */
async function lookAround(page: Page, state: string): Promise<void> {
  for (const { width, height, colorScheme } of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await expectNothingCutOff(page, `${state} at ${width} px`);
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** On a narrow page one pane is seen at a time. */
async function lookIntoPanes(page: Page, { answer, results, run }: Language): Promise<void> {
  await page.setViewportSize({ width: 320, height: 256 });
  await page.getByRole("tab", { name: answer, exact: true }).click();
  // Nothing may lie over it, wherever one has to scroll to.
  await page.getByRole("button", { name: run }).click({ trial: true });
  for (const name of [answer, results]) {
    await page.getByRole("tab", { name, exact: true }).first().click();
    await expectNothingCutOff(page, `the pane ${name}`);
    await expectAccessible(page);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function walkThroughRoom(page: Page, language: Language, room: string): Promise<void> {
  await page.goto(room);
  await expect(page.locator("html")).toHaveAttribute("lang", language.locale);
  await expect(page.locator(".cm-content")).toBeVisible();
  await page.getByRole("button", { name: language.run }).click();
  await expect(page.getByRole("tabpanel").getByText(language.passed)).toBeVisible({ timeout: 30_000 });
  await lookAround(page, "the room with results");
  await lookIntoPanes(page, language);
  await page.keyboard.press("Alt+Shift+KeyK");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await page.context().setOffline(true);
  await expect(page.locator('[data-save-state="offline"]')).toBeVisible();
  await page.getByRole("link", { name: language.review }).click();
  await expect(page.locator("#live-polite")).toHaveText(language.stays);
  await expectAccessible(page);
  await page.context().setOffline(false);
  for (const state of ["the choice", "the text"]) {
    await page.getByRole("button", { name: language.next, exact: true }).click();
    await lookAround(page, state);
  }
  await page.goto(`${room}/submit`);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await lookAround(page, "the review");
}

test("each state of the room is accessible in both languages, in both themes and at 400 %", async ({
  page,
  request,
  demo,
  portal,
  signIn,
}) => {
  test.setTimeout(300_000);
  const person = await makePerson(page, request, demo, "states");
  await signIn(page, person);
  await page.getByRole("link", { name: /^Get ready/ }).click();
  await agreeAndStart(page);
  const room = page.url().replace(/\?.*$/, "");
  for (const language of LANGUAGES) {
    await page.context().addCookies([{ name: "locale", value: language.locale, url: portal.url }]);
    await page.goto("/take");
    await lookAround(page, "the dashboard");
    await walkThroughRoom(page, language, room);
  }
});

declare global {
  interface Window {
    shifts: number;
  }
}

test("nothing in the room moves by itself, from the first paint to a lost connection and back", async ({
  page,
  request,
  demo,
  signIn,
}) => {
  test.setTimeout(120_000);
  const person = await makePerson(page, request, demo, "still");
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
  await signIn(page, person);
  await page.getByRole("link", { name: /^Get ready/ }).click();
  await agreeAndStart(page);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.reload();
    await expect(page.locator('[data-save-state="untouched"]')).toBeVisible();
    await expect(page.locator(".cm-content")).toBeAttached();
    await page.context().setOffline(true);
    await expect(page.locator('[data-save-state="offline"]')).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.locator('[data-save-state="offline"]')).toHaveCount(0);
    expect(await page.evaluate(() => window.shifts), `layout shift at ${width} px`).toBeLessThan(STILL);
  }
});

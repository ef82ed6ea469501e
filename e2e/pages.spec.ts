import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";

/* Every page that a link leads to is there, is accessible, and fits a phone. */

/** More would be a loop: the demo has far fewer kinds of pages. */
const MAX_PAGES = 60;

/** Pages of one kind differ only by an id: one of each is enough. */
const kindOf = (path: string) => path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id");

async function linksOf(page: Page, origin: string): Promise<string[]> {
  const hrefs = await page
    .locator("a[href]")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  return hrefs.filter((href) => href.startsWith(origin)).map((href) => href.replace(/#.*$/, ""));
}

const DESK = { viewport: { width: 1280, height: 800 }, colorScheme: "light" } as const;
const PHONE = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;

async function expectFits(page: Page, pathname: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, `${pathname} should not scroll sideways`).toBeLessThanOrEqual(0);
}

/** As it stands on a desk in the light, and on a phone in the dark. */
async function expectFine(page: Page, pathname: string): Promise<void> {
  for (const { viewport, colorScheme } of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page);
    await expectFits(page, pathname);
  }
}

/** Follows every kind of link from `start`; each page answers 200 and is as `look` expects. */
async function walk(page: Page, origin: string, start: string, look = expectFine): Promise<string[]> {
  const seen = new Set<string>();
  const queue = [`${origin}${start}`];
  while (queue.length > 0 && seen.size < MAX_PAGES) {
    const url = queue.shift() ?? "";
    const { pathname } = new URL(url);
    if (seen.has(kindOf(pathname)) || pathname.startsWith("/api/")) continue;
    seen.add(kindOf(pathname));
    const answer = await page.goto(url);
    expect(answer?.status(), `${pathname} should be there`).toBe(200);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
    await look(page, pathname);
    queue.push(...(await linksOf(page, origin)));
  }
  return [...seen];
}

test("every page of the team is there, accessible and fits a desk in the light and a phone in the dark", async ({
  page,
  portal,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn(page, "owner");
  const pages = await walk(page, portal.url, "/candidates");
  expect(pages).toEqual(
    expect.arrayContaining([
      "/candidates",
      "/reports/:id",
      "/assessments",
      "/questions",
      "/partners",
      "/team",
      "/activity",
      "/outbox",
    ]),
  );
});

test("a reviewer's pages lead nowhere that the reviewer may not go", async ({ page, portal, signIn }) => {
  test.setTimeout(180_000);
  await signIn(page, "reviewer");
  // The same pages with less on them: what they look like is seen above.
  const pages = await walk(page, portal.url, "/candidates", expectFits);
  expect(pages).toContain("/reports/:id");
});

test("a candidate's and the public pages are there and accessible", async ({ page, portal, signIn }) => {
  await walk(page, portal.url, "/sign-in");
  await walk(page, portal.url, "/developers");
  await signIn(page, "candidate");
  const pages = await walk(page, portal.url, "/take");
  expect(pages).toEqual(expect.arrayContaining(["/take", "/take/:id"]));
});

test("a page that does not exist says so, with a way back", async ({ page, signIn }) => {
  await signIn(page, "owner");
  const answer = await page.goto("/reports/00000000-0000-7000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  await expectAccessible(page);
});

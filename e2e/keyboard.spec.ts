import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { makePerson } from "./people.ts";

/* A whole assessment with no mouse: every step is a key, every stop has a name and a ring that can be seen. */

/** No page of ours has this many stops before the one that is looked for. */
const MAX_STOPS = 80;

interface Stop {
  role: string;
  name: string;
  ringed: boolean;
  covered: boolean;
}

/** What has focus, as somebody with a keyboard sees it. */
function currentStop(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const names = [
      element.getAttribute("aria-label"),
      element.getAttribute("aria-labelledby") &&
        document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.textContent,
      (element as HTMLInputElement).labels?.[0]?.textContent,
      // biome-ignore lint/performance/useDomNodeTextContent: what is seen; words for another width are not
      element.innerText,
    ];
    const box = element.getBoundingClientRect();
    const at = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
      Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height / 2, 12))),
    );
    // The editor's ring is drawn by its frame.
    const frame = element.closest("[data-editor]");
    const rings = [getComputedStyle(element), ...(frame ? [getComputedStyle(frame, "::after")] : [])];
    return {
      role: element.getAttribute("role") ?? element.tagName.toLowerCase(),
      name: (names.find((name) => name?.trim()) ?? "").trim(),
      ringed: rings.some((ring) => ring.outlineStyle !== "none" && Number.parseFloat(ring.outlineWidth) >= 2),
      covered: at !== null && !element.contains(at) && !at.contains(element) && at.closest("label") === null,
    };
  });
}

/** Presses Tab until the stop with this name, and looks at each stop on the way. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const seen: string[] = [];
  for (let stops = 0; stops < MAX_STOPS; stops++) {
    await page.keyboard.press(key);
    const stop = await currentStop(page);
    if (stop.role === "body") continue;
    seen.push(stop.name.slice(0, 40));
    expect(stop.name, `a ${stop.role} after ${seen.join(" · ")} has a name`).not.toBe("");
    expect(stop.ringed, `${stop.role} “${stop.name}” shows that it has focus`).toBe(true);
    expect(stop.covered, `${stop.role} “${stop.name}” lies under nothing`).toBe(false);
    if (typeof name === "string" ? stop.name === name : name.test(stop.name)) return;
  }
  throw new Error(`No stop is called ${name}. On the way: ${seen.join(" · ")}`);
}

async function signInByKeys(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await expect(page.getByLabel("E-mail", { exact: true })).toBeFocused();
  await page.keyboard.type(person.email);
  await tabTo(page, "Password");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/take$/);
}

/** What is recorded is agreed to with Space. */
async function startByKeys(page: Page): Promise<void> {
  await tabTo(page, /^Get ready/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/take\/[^/]+$/);
  await tabTo(page, /agree to it$/);
  await page.keyboard.press("Space");
  await tabTo(page, /^Start the \d+ minutes$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/take\/attempts\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page).toHaveTitle(/^Question 1: .+ · .+ · Assay$/);
}

const spoken = (page: Page) => page.locator("#live-polite");

async function answerCodeByKeys(page: Page): Promise<void> {
  const editor = page.locator(".cm-content");
  await expect(editor).toBeVisible();
  await page.keyboard.press("Alt+Shift+KeyE");
  await expect(editor).toBeFocused();
  await expect(editor).toHaveAccessibleName(/^Answer to question 1, Python/);
  await expect(editor).toHaveAccessibleDescription("Esc, then Tab leaves the editor");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("print(240)");
  await page.keyboard.press("Control+Enter");
  await expect(spoken(page)).toHaveText(/0 of 2 samples passed/, { timeout: 30_000 });
  await expect(editor).toBeFocused();
}

/** Tab is a key of the editor's; Escape, then Tab, leaves it, forwards and backwards. */
async function leaveEditorByKeys(page: Page): Promise<void> {
  const editor = page.locator(".cm-content");
  await page.keyboard.press("Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(editor).not.toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(editor).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await expect(editor).not.toBeFocused();
}

async function answerTheRestByKeys(page: Page): Promise<void> {
  await page.keyboard.press("Alt+Shift+KeyN");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("Alt+Shift+KeyE");
  await expect(page.getByRole("radio").first()).toBeFocused();
  await page.keyboard.press("Space");
  await expect(page.getByRole("radio").first()).toBeChecked();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("Alt+Shift+KeyN");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.keyboard.press("Alt+Shift+KeyE");
  await expect(page.getByRole("textbox", { name: "Your answer to question 3" })).toBeFocused();
  await page.keyboard.type("Some uploads failed last night. Please send them again.");
  await page.keyboard.press("Alt+Shift+KeyT");
  await expect(spoken(page)).toHaveText(/^\d+ minutes left\.$/);
  await page.keyboard.press("Control+S");
  await expect(page.getByText(/^Saved \d\d:\d\d:\d\d/).filter({ visible: true })).toHaveCount(1);
}

test("a candidate takes a whole assessment by keyboard alone", async ({ page, request, demo }) => {
  test.setTimeout(180_000);
  const person = await makePerson(page, request, demo, "keys");
  await signInByKeys(page, person);
  await startByKeys(page);
  await answerCodeByKeys(page);
  await leaveEditorByKeys(page);
  await page.keyboard.press("Alt+Shift+KeyK");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await answerTheRestByKeys(page);
  await page.keyboard.press("Alt+Shift+KeyF");
  await expect(spoken(page)).toHaveText("Question 3 is flagged.");
  await page.keyboard.press("Alt+Shift+KeyQ");
  await tabTo(page, "Review and submit", "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await tabTo(page, "Submit all 3 answers");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Submitted", level: 1 })).toBeFocused();
});

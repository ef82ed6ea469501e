import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, expect, type Locator, type Page } from "@playwright/test";
import { acceptInvitation, withDatabase } from "./people.ts";
import type { Demo, RunningPortal } from "./portal.ts";

/* Somebody who sits in the exam room, and what the database holds of them. */

/** The demo assessment's written question: what is typed there needs no editor to have loaded. */
const WRITTEN = 3;

export interface Seat {
  attemptId: string;
  address: string;
  answer: Locator;
  externalId: string;
}

/** A new candidate of the demo's partner, signed in, with an attempt that has just started. */
export async function takeSeat(
  page: Page,
  request: APIRequestContext,
  demo: Demo,
  tag: string,
  assessment?: string,
): Promise<Seat> {
  const invited = { tag, name: "Noor Haddad", ...(assessment ? { assessment } : {}) };
  const { externalId } = await acceptInvitation(page, request, demo, invited);
  const invitationId = page.url().split("/").at(-1);
  const started = await page.request.post("/api/attempts", { data: { invitationId } });
  expect(started.ok()).toBe(true);
  const { attemptId } = (await started.json()) as { attemptId: string };
  const address = `/take/attempts/${attemptId}?question=${WRITTEN}`;
  return { attemptId, address, answer: answerOn(page), externalId };
}

/** On the page before the start: agrees to what is recorded, and starts the clock. */
export async function agreeAndStart(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /agree to it$/ }).check();
  await page.getByRole("button", { name: /^Start the \d+ minutes$/ }).click();
  await expect(page).toHaveURL(/\/take\/attempts\//);
}

/** The answer to the written question, on any page that shows the room. */
export function answerOn(page: Page): Locator {
  return page.getByRole("textbox", { name: `Your answer to question ${WRITTEN}` });
}

/** What the state line says. */
export function stateOf(page: Page): Locator {
  return page.getByRole("region", { name: "Saving and what is recorded" });
}

/** Names of what the device keeps of the room for a reload without a network. */
export function keptPages(page: Page): Promise<string[]> {
  return page.evaluate(() => caches.keys());
}

/** Waits until the device keeps the room and the page before its end. */
export async function expectKept(page: Page): Promise<void> {
  await expect.poll(async () => (await keptPages(page)).length).toBe(2);
}

/** What is stored for the attempt's written question: undefined while nothing is. */
export async function storedText(portal: RunningPortal, attemptId: string): Promise<string | undefined> {
  return withDatabase(portal.databaseUrl(), async (client) => {
    const { rows } = await client.query<{ text: string }>(
      `select content->>'text' as text from answer where "attemptId" = $1 and content ? 'text'`,
      [attemptId],
    );
    return rows[0]?.text;
  });
}

/** Moves the attempt's end to so many seconds from now; negative: that long ago. */
export async function setSecondsLeft(
  portal: RunningPortal,
  attemptId: string,
  seconds: number,
): Promise<void> {
  await withDatabase(portal.databaseUrl(), (client) =>
    client.query(
      `update attempt set "deadlineAt" = now() + make_interval(secs => $2),
         "startedAt" = least("startedAt", now() + make_interval(secs => $2 - 60)) where id = $1`,
      [attemptId, seconds],
    ),
  );
}

/** The id of the process that serves the portal now. */
export function webProcess(portal: RunningPortal): number | undefined {
  const ledger = JSON.parse(readFileSync(join(portal.dataDir, "running.json"), "utf8")) as {
    children: Record<string, number>;
  };
  return ledger.children.web;
}

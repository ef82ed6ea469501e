import { readFileSync } from "node:fs";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "./fixtures.ts";
import { withDatabase } from "./people.ts";
import type { Demo } from "./portal.ts";
import { stateOf, takeSeat } from "./room.ts";

/* After the attempt: what is held, taking it along, withdrawing, having it deleted. */

const WIDTHS = [320, 390, 1280];

/** No page scrolls sideways, and none has a fault that a machine finds. */
async function expectWellSet(page: Page) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${page.url()} at ${width} px`).toBe(0);
  }
  await expectAccessible(page);
}

async function asPartner(request: APIRequestContext, demo: Demo, candidateId: string) {
  const answer = await request.get(`/api/partner/v1/candidates/${candidateId}`, {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
  });
  return (await answer.json()) as { status: string; name: string; erasedAt: string | null };
}

const candidateOf = (databaseUrl: string, attemptId: string) =>
  withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string; email: string; invitation: string }>(
      `select c.id, c.email, a."invitationId" as invitation
       from attempt a join candidate c on c.id = a."candidateId" where a.id = $1`,
      [attemptId],
    );
    return rows[0] ?? { id: "", email: "", invitation: "" };
  });

test("a candidate takes everything along, then has it deleted by keyboard alone; the receipt still holds", async ({
  page,
  request,
  demo,
  portal,
  mailbox,
}) => {
  const { attemptId, address, answer } = await takeSeat(page, request, demo, "mine");
  await page.goto(address);
  await answer.fill("Mine alone.");
  await expect(stateOf(page)).toContainText(/Saved/);
  const submitted = await page.request.post(`/api/attempts/${attemptId}/submit`);
  const { receipt } = (await submitted.json()) as { receipt: { id: string; contentHash: string } };
  const person = await candidateOf(portal.databaseUrl(), attemptId);
  await page.goto(`/take/attempts/${attemptId}/done`);
  await expect(page.getByText("does not show results here.")).toBeVisible();
  await page.getByRole("link", { name: "My data" }).click();
  await expect(page.getByText("Submitted").first()).toBeVisible();
  await expectWellSet(page);

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download my data" }).click();
  const copy = JSON.parse(readFileSync(await (await downloading).path(), "utf8"));
  expect(copy.account.email).toBe(person.email);
  expect(JSON.stringify(copy.applications[0].attempts[0].answers)).toContain("Mine alone.");

  await page.getByRole("link", { name: "Delete my data…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Delete my data", level: 1 })).toBeVisible();
  await expectWellSet(page);
  const confirm = page.getByLabel("Your e-mail address, to confirm");
  await confirm.focus();
  await page.keyboard.type("somebody@else.example");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "This is not the address of your account." })).toBeVisible();
  await confirm.focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Delete my data for good" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your data is deleted", level: 1 })).toBeVisible({
    timeout: 20_000,
  });
  await expectWellSet(page);

  await page.goto("/take");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`/verify?id=${receipt.id}&hash=${receipt.contentHash}`);
  await expect(page.getByText("This receipt is ours and unaltered.")).toBeVisible();
  expect(await asPartner(request, demo, person.id)).toMatchObject({ status: "withdrawn", name: "Erased" });
  const last = await mailbox.waitForMail(person.email, (mail) => mail.subject === "Your data is deleted");
  expect(last.text).toContain("/data-deleted/");
});

test("a candidate withdraws during the attempt, in German: it ends, the partner knows, the way to the data stays", async ({
  page,
  context,
  request,
  demo,
  portal,
}) => {
  const { attemptId, address } = await takeSeat(page, request, demo, "leaving");
  const person = await candidateOf(portal.databaseUrl(), attemptId);
  await context.addCookies([{ name: "locale", value: "de", url: portal.url }]);
  const open = await context.newPage();
  await open.goto(address);
  await page.goto(address);
  await page.goto("/take/data");
  await expectWellSet(page);
  await page.getByRole("link", { name: /zurückziehen$/ }).click();
  await expect(page.getByText("Ihr laufender Versuch endet sofort.")).toBeVisible();
  await expectWellSet(page);
  await page.getByLabel(/Grund/).fill("Ich habe etwas anderes gefunden.");
  await page.getByRole("button", { name: "Meine Bewerbung zurückziehen" }).click();
  await expect(page.getByText("Sie haben sich zurückgezogen.")).toBeVisible();
  await expect(open.getByText(/verfolgt Ihre Bewerbung nicht weiter/), "in the other tab too").toBeVisible();
  expect((await asPartner(request, demo, person.id)).status).toBe("withdrawn");
  await page.goto(`/take/attempts/${attemptId}/done`);
  await expect(page.getByText(/verfolgt Ihre Bewerbung nicht weiter/)).toBeVisible();
  await page.goto(`/take/${person.invitation}/withdraw`);
  await expect(page.getByRole("heading", { name: "Das lässt sich nicht mehr zurückziehen" })).toBeVisible();
});

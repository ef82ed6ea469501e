import type { Page } from "@playwright/test";
import pg from "pg";
import { expect, expectAccessible, test } from "./fixtures.ts";
import type { Demo } from "./portal.ts";

/*
 * A partner whose key has expired answers 401. Nobody is kept out; the team reads in a sentence what is wrong, checks
 * by hand, mutes it with a reason, and sees it mended. The partner's admin gets one mail.
 */

const ADMIN = "integrations@acme.example";
const REASON = "They roll their keys until tonight.";

/** As on the first day: nothing known of the partner's service, and an admin to write to. */
async function startAfresh(databaseUrl: string, { partner, partnerCandidate }: Demo): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const found = await client.query<{ id: string }>(
      `update partner set "contactEmail" = $2 where slug = $1 returning id`,
      [partner.slug, ADMIN],
    );
    const id = found.rows[0]?.id ?? "";
    for (const table of ["partner_health", "partner_lookup", "partner_failure", "partner_mute"]) {
      await client.query(`delete from ${table} where "partnerId" = $1`, [id]);
    }
    await client.query(`update candidate set "lookupCheckedAt" = null where "externalId" = $1`, [
      partnerCandidate.externalId,
    ]);
    return id;
  } finally {
    await client.end();
  }
}

async function checkNow(page: Page, says: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Checked now" })).toContainText(says);
}

async function muteRefusals(page: Page): Promise<void> {
  await page.getByLabel("Failure", { exact: true }).selectOption("misconfigured");
  await page.getByRole("button", { name: "Mute this failure" }).click();
  await expect(page.getByRole("link", { name: "Reason is empty" })).toBeVisible();
  await page.getByLabel("Reason", { exact: true }).fill(REASON);
  await page.getByRole("button", { name: "Mute this failure" }).click();
  await expect(page.getByText("The failure is muted. It is still counted.")).toBeVisible();
  await expect(page.getByText(new RegExp(`is muted until .* by .*: ${REASON}`))).toBeVisible();
  await expect(page.getByText("Muted", { exact: true })).toBeVisible();
}

test("a partner that answers 401 keeps nobody out, and its page says what is wrong and who has to act", async ({
  page,
  browser,
  portal,
  demo,
  partner,
  mailbox,
  sink,
  signIn,
}) => {
  test.setTimeout(120_000);
  const partnerId = await startAfresh(portal.databaseUrl(), demo);
  await partner.setMode("unauthorized");
  sink.clear();
  const candidate = await browser.newPage({ baseURL: portal.url });
  await signIn(candidate, "partnerCandidate");
  await expect(candidate).toHaveURL(/\/take/);
  await candidate.close();

  await signIn(page, "owner");
  await page.goto("/partners");
  await expect(page.getByText("Misconfigured")).toBeVisible();
  await page.goto(`/partners/${partnerId}`);
  await page.getByRole("link", { name: /^Look-ups of the last 24 h/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Health of");
  await expect(page.getByText(/answers 401 without naming a candidate.*Nobody was kept out/)).toContainText(
    `Ask ${ADMIN} for the current key.`,
  );
  await expect(page.getByRole("row", { name: /^Refused our secret or address/ })).toContainText("1");
  await page.getByText("Who is affected: 1 candidate").click();
  await expect(page.getByRole("table", { name: /no failure kept them out/ }).getByRole("link")).toHaveCount(
    1,
  );
  await expectAccessible(page);

  const mail = await mailbox.waitForMail(ADMIN);
  expect(mail.text).toContain("wrong or expired key, not a denial");
  const warning = await sink.waitForEvent((event) => event.tags?.["failure.kind"] === "misconfigured");
  expect(warning.level).toBe("warning");

  await checkNow(page, /answers 401 without naming a candidate/);
  await expect(page.getByRole("row", { name: /^Refused our secret or address/ })).toContainText("by hand");
  await page.getByText("Last raw answer", { exact: true }).click();
  await expect(page.getByText(/asked +by hand, by /)).toBeVisible();
  await muteRefusals(page);
  await expectAccessible(page);

  await partner.setMode("active");
  await checkNow(page, /answered in \d+ ms, and understood the question/);
  // One good check is no healthy day: what sign-ins met is said to be past, and nothing says otherwise.
  await expect(page.getByText("Answering again", { exact: true })).toBeVisible();
  await expect(
    page.getByText(/is answering again since .*\(checked by hand\); sign-ins have not/),
  ).toBeVisible();
  await expect(page.getByText(/of \d+ in 24 h, all before it answered again/)).toBeVisible();
  await expect(page.getByRole("figure", { name: /\d failed, before it answered again/ })).toBeVisible();
  await expect(page.getByText("Healthy", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Failing since", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: /^Unmute/ }).click();
  await expect(page.getByText("The failure speaks up again.")).toBeVisible();
  await expectAccessible(page);

  const numbers = await page.request.get(`/api/partners/${partnerId}/look-ups.csv`);
  expect(numbers.headers()["content-type"]).toContain("text/csv");
  expect((await numbers.text()).trim().split("\n")).toHaveLength(25);
});

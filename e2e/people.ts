import { type APIRequestContext, expect, type Page } from "@playwright/test";
import pg from "pg";
import type { Demo } from "./portal.ts";

/* People whom the demo's partner sends, as the partner's API and the invitation make them. */

export const PASSWORD = "a lighthouse in the fog";

export interface PartnerPerson {
  candidateId: string;
  email: string;
  externalId: string;
  password: string;
}

interface Invited {
  /** Begins the external id and the address. */
  tag: string;
  name?: string;
  assessment?: string;
}

/** A person of the demo partner who has chosen a password and stands before the start, signed in. */
export async function acceptInvitation(
  page: Page,
  request: APIRequestContext,
  demo: Demo,
  { tag, name = "Sade Okoro", assessment = demo.assessment.slug }: Invited,
): Promise<PartnerPerson> {
  const externalId = `${tag}-${Date.now()}`;
  const email = `${externalId}@people.example`;
  const answer = await request.post("/api/partner/v1/candidates", {
    headers: { Authorization: `Bearer ${demo.partner.apiKey}` },
    data: { email, name, externalId, assessment, inviteBy: "none" },
  });
  expect(answer.status()).toBe(201);
  const { id, inviteUrl } = (await answer.json()) as { id: string; inviteUrl: string };
  await page.goto(inviteUrl);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set password and continue" }).click();
  await expect(page).toHaveURL(/\/take\/[0-9a-f-]{36}$/);
  return { candidateId: id, email, externalId, password: PASSWORD };
}

/** A person of the demo partner who has chosen a password, and is not signed in. */
export async function makePerson(
  page: Page,
  request: APIRequestContext,
  demo: Demo,
  tag: string,
  name?: string,
): Promise<PartnerPerson> {
  const person = await acceptInvitation(page, request, demo, { tag, ...(name ? { name } : {}) });
  await page.context().clearCookies();
  return person;
}

/** Runs statements on a running portal's database. */
export async function withDatabase<Result>(
  databaseUrl: string,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** As after an hour: the partner's last answer is no longer fresh, and its service is known for no failure. */
export function forgetAnswers(databaseUrl: string): Promise<void> {
  return withDatabase(databaseUrl, async (client) => {
    await client.query(`update candidate set "lookupCheckedAt" = null`);
    await client.query("delete from partner_health");
  });
}

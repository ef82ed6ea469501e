import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { type PartnerService, startPartner } from "./partner.ts";
import { type Demo, type RunningPortal, startPortal } from "./portal.ts";
import { type SentrySink, startSink } from "./sink.ts";
import { type Mailbox, startMailbox } from "./smtp.ts";

/** The demo's people by role. */
export type Who = "owner" | "reviewer" | "candidate" | "partnerCandidate";

interface WorkerFixtures {
  /** A Sentry that we can look into. */
  sink: SentrySink;
  /** A real SMTP peer. */
  mailbox: Mailbox;
  /** The demo partner's own service, which can be told to misbehave. */
  partner: PartnerService;
  /** The portal, built and running, wired to the three above. */
  portal: RunningPortal;
}

interface TestFixtures {
  demo: Demo;
  /** Signs in through the page, as a person does. */
  signIn: (page: Page, who: Who | { email: string; password: string }) => Promise<void>;
}

const STARTING_MS = 240_000;

export const test = base.extend<TestFixtures, WorkerFixtures>({
  sink: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs.
    async ({}, use) => {
      const sink = await startSink();
      await use(sink);
      await sink.stop();
    },
    { scope: "worker" },
  ],
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const mailbox = await startMailbox();
      await use(mailbox);
      await mailbox.stop();
    },
    { scope: "worker" },
  ],
  partner: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use, worker) => {
      const partner = await startPartner(`test-results/partner-${worker.workerIndex}.log`);
      await use(partner);
      await partner.stop();
    },
    { scope: "worker" },
  ],
  portal: [
    async ({ sink, mailbox, partner }, use, worker) => {
      const portal = await startPortal({
        name: `worker-${worker.workerIndex}`,
        env: {
          SENTRY_DSN: sink.dsn,
          NEXT_PUBLIC_SENTRY_DSN: sink.dsn,
          SENTRY_SEND_EMAIL: "hash",
          SMTP_URL: mailbox.url,
          ASSAY_DEMO_PARTNER_URL: partner.url,
          EGRESS_ALLOW: partner.address,
        },
      });
      await use(portal);
      await portal.stop();
    },
    { scope: "worker", timeout: STARTING_MS },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  demo: async ({ portal }, use) => use(portal.demo),
  signIn: async ({ demo }, use) => {
    await use(async (page, who) => {
      const account = typeof who === "string" ? demo[who] : who;
      await page.goto("/sign-in");
      await page.getByLabel("E-mail", { exact: true }).fill(account.email);
      await page.getByLabel("Password", { exact: true }).fill(account.password);
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page).not.toHaveURL(/\/sign-in/);
    });
  },
});

/** Checks a page, as it stands now, against WCAG 2.2 AA as far as a machine can. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
  const lines = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n    ${nodes.map((node) => node.target.join(" ")).join("\n    ")}`,
  );
  expect(lines, `${page.url()} should be accessible`).toEqual([]);
}

export { expect };

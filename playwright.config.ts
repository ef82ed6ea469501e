import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

/** Debian's Chromium where it is installed; elsewhere the one that `npx playwright install chromium` fetched. */
const SYSTEM_CHROMIUM = "/usr/bin/chromium";
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/browser",
  // Every worker runs a portal of its own; two cores carry one, and a sandbox beside it.
  workers: 1,
  // A test that passes at the second try is a defect of the portal or of the test.
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: existsSync(SYSTEM_CHROMIUM) ? SYSTEM_CHROMIUM : undefined,
      // Chromium's own sandbox refuses to run as root.
      args: isRoot ? ["--no-sandbox", "--disable-dev-shm-usage"] : [],
    },
    // Without these a missing button is waited for until the test's own time is up.
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    viewport: { width: 1280, height: 800 },
    screenshot: "only-on-failure",
    // Recording every test costs a tenth of the run: `--trace on` where one is looked into.
    trace: "off",
  },
});

import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type SentrySink, startSink } from "#e2e/sink.ts";

/* In a process of its own, as the worker runs: what a module offers there is not what a bundler makes of it. */

const HERE = import.meta.dirname;
const SCRIPT = `
  const { initWorkerObservability } = await import(${JSON.stringify(join(HERE, "worker.ts"))});
  const { reportJudgeFailure, flushReports } = await import(${JSON.stringify(join(HERE, "report.ts"))});
  initWorkerObservability();
  reportJudgeFailure({ submissionId: "s-1", reason: "the box would not start" });
  await flushReports(5000);
`;

let sink: SentrySink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.stop());

test("a worker's error reaches Sentry from a plain Node process", async () => {
  const child = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", SCRIPT], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      ASSAY_LOCAL: "1",
      DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
      NEXTAUTH_SECRET: "a secret for tests that is long enough",
      SENTRY_DSN: sink.dsn,
    },
  });
  const event = await sink.waitForEvent(({ level }) => level === "error");
  expect(event.tags).toMatchObject({ part: "worker" });
  expect(event.environment).toBe("local");
  expect((await child).stderr).not.toContain("sentry.not_started");
});

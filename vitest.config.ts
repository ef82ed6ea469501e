import { defineConfig } from "vitest/config";

/** Enough for env() to parse where no database is meant to be touched: port 1 refuses at once. */
const env = {
  NODE_ENV: "test" as const,
  DATABASE_URL: "postgresql://nobody:nothing@127.0.0.1:1/none",
  NEXTAUTH_SECRET: "a-secret-for-tests-only-0123456789abcdef",
  SENTRY_DSN: "",
  SMTP_URL: "",
};

const ELSEWHERE = ["node_modules/**", ".next/**", ".data/**", "content/**", "e2e/**"];

/** Code runs in a real sandbox here: compilers take their time, and two at once would measure each other. */
const SANDBOX_TESTS = ["sandbox", "languages", "pairs", "gate", "harness"].map(
  (room) => `lib/grading/${room}/**/*.test.ts`,
);
const SANDBOX_TIMEOUT_MS = 60_000;
/** A machine that also builds and judges is slow, which is no defect; a hang is. */
const TIMEOUT_MS = 30_000;

export default defineConfig({
  test: {
    // Two cores are what we promise to be quick on.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: "unit",
          env,
          testTimeout: TIMEOUT_MS,
          hookTimeout: TIMEOUT_MS,
          include: ["**/*.test.ts"],
          exclude: [...ELSEWHERE, "**/*.db.test.ts", ...SANDBOX_TESTS],
        },
      },
      {
        test: {
          name: "sandbox",
          env,
          include: SANDBOX_TESTS,
          exclude: [...ELSEWHERE, "**/*.db.test.ts"],
          testTimeout: SANDBOX_TIMEOUT_MS,
          hookTimeout: SANDBOX_TIMEOUT_MS,
          pool: "forks",
          fileParallelism: false,
        },
      },
      {
        test: {
          name: "db",
          env,
          include: ["**/*.db.test.ts"],
          exclude: ELSEWHERE,
          globalSetup: ["prisma/testing.ts"],
          setupFiles: ["prisma/testing-database.ts"],
          testTimeout: TIMEOUT_MS,
          hookTimeout: TIMEOUT_MS,
          pool: "forks",
        },
      },
    ],
  },
});

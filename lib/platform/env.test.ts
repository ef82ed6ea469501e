import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";

const BASE = {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  NEXTAUTH_SECRET: "a secret for tests that is long enough",
};
const named = (part: Record<string, string>) => parseEnv({ ...BASE, ...part }).reportingEnvironment;

test("a production build on somebody's own machine reports as local, unless a name is set", () => {
  expect(named({ NODE_ENV: "production", ASSAY_LOCAL: "1" })).toBe("local");
  expect(named({ NODE_ENV: "production" })).toBe("production");
  expect(named({ NODE_ENV: "development", ASSAY_LOCAL: "1" })).toBe("development");
  expect(named({ NODE_ENV: "production", ASSAY_LOCAL: "1", SENTRY_ENVIRONMENT: "staging" })).toBe("staging");
});

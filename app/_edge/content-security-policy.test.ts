import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, originOf } from "./content-security-policy.ts";

const policy = (changes: Partial<Parameters<typeof contentSecurityPolicy>[0]> = {}) =>
  contentSecurityPolicy({ nonce: "bm9uY2U=", development: false, secure: false, ...changes }).split("; ");

describe("the policy of a page", () => {
  it("runs and styles only what carries the nonce", () => {
    expect(policy()).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic'");
    expect(policy()).toContain("style-src 'self' 'nonce-bm9uY2U='");
    expect(policy().join()).not.toMatch(/unsafe|ws:|upgrade/);
  });

  it("allows evaluation in development only, and style attributes not even there", () => {
    const development = policy({ development: true });
    expect(development.find((line) => line.startsWith("script-src"))).toContain("'unsafe-eval'");
    expect(development).toContain("style-src-attr 'none'");
  });

  it("lets the browser report where the Sentry address points, and nowhere else", () => {
    const reportOrigin = originOf("http://key@127.0.0.1:9999/1");
    expect(policy({ reportOrigin })).toContain("connect-src 'self' http://127.0.0.1:9999");
    expect(policy()).toContain("connect-src 'self'");
  });

  it("upgrades plain http only where the portal itself is reached by https", () => {
    expect(policy({ secure: true })).toContain("upgrade-insecure-requests");
  });
});

it("takes no origin from what is not a web address", () => {
  expect([undefined, "", "nonsense", "javascript:alert(1)"].map(originOf)).toEqual(Array(4).fill(undefined));
});

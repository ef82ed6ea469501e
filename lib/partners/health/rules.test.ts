import { describe, expect, test } from "vitest";
import { failureWords, healthLine } from "./rules.ts";

describe("a partner's health in one line", () => {
  test("without a look-up address nobody is asked", () => {
    expect(healthLine("Acme", { hasLookup: false, lookups: 0, failures: 0 }).state).toBe("off");
  });

  test("nothing asked is neither healthy nor degraded", () => {
    expect(healthLine("Acme", { hasLookup: true, lookups: 0, failures: 0 }).state).toBe("quiet");
  });

  test("failures are told with their share and with what they did to candidates", () => {
    const { state, sentence } = healthLine("Acme", { hasLookup: true, lookups: 120, failures: 38 });
    expect(state).toBe("degraded");
    expect(sentence).toContain("38 of 120 look-ups failed");
    expect(sentence).toContain("Nobody was kept out");
  });

  test("one answered look-up is not called all of them", () => {
    expect(healthLine("Acme", { hasLookup: true, lookups: 1, failures: 0 }).sentence).toMatch(
      /^The one look-up/,
    );
  });

  test("a refusal without a name is the team's to mend, and no denial", () => {
    expect(failureWords("misconfigured").act).toContain("no denial");
    expect(failureWords("some_new_kind").means).toBe("some new kind");
  });
});

import { describe, expect, test } from "vitest";
import { type JournalFacts, journalSentence } from "./rules.ts";

const ADA: JournalFacts = {
  who: "Ada Lindt",
  outcome: "signed_in",
  reason: "password",
  partner: null,
  lookup: null,
  lookupMs: null,
};

describe("one try to sign in, in plain words", () => {
  test("a plain sign-in needs no reason", () => {
    expect(journalSentence(ADA)).toEqual({ happened: "Ada Lindt signed in", because: "" });
  });

  test("a partner that did not answer stopped nobody, and the sentence says so", () => {
    const { because } = journalSentence({ ...ADA, partner: "Acme", lookup: "timeout", lookupMs: 800 });
    expect(because).toBe("Acme did not answer in time (800 ms), which did not stop them.");
  });

  test("a wrong password is told from an unknown address", () => {
    const wrong = journalSentence({ ...ADA, outcome: "invalid_credentials", reason: "wrong_password" });
    const unknown = journalSentence({ ...ADA, outcome: "invalid_credentials", reason: "unknown_address" });
    expect(wrong).toEqual({ happened: "Ada Lindt could not sign in", because: "The password was wrong." });
    expect(unknown.because).toContain("No account has this address");
  });

  test("a denial names the partner that gave it", () => {
    const denied = { ...ADA, outcome: "access_withdrawn", reason: "lookup_denied" } as const;
    const { happened, because } = journalSentence({
      ...denied,
      partner: "Acme",
      lookup: "denied",
      lookupMs: 90,
    });
    expect(happened).toBe("Ada Lindt was turned away");
    expect(because).toBe("Acme said that this candidate's access is ended (90 ms).");
  });

  test("a kind without words is still named", () => {
    expect(journalSentence({ ...ADA, lookup: "new_kind" }).because).toContain("new_kind");
  });
});

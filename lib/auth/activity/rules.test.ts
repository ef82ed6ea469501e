import { describe, expect, test } from "vitest";
import { ABOUT_ANOTHER } from "../lookup-port.ts";
import type { EndedBy } from "../rules.ts";
import {
  becauseOf,
  isRequestId,
  type JournalEnd,
  type JournalFacts,
  journalSentence,
  lookupWords,
} from "./rules.ts";

const ADA: JournalFacts = {
  who: "Ada Lindt",
  outcome: "signed_in",
  reason: "password",
  partner: null,
  lookup: null,
  lookupMs: null,
  lookupDetail: null,
  ended: null,
  voidedAt: null,
};
const END: JournalEnd = {
  by: "partner_denied",
  at: new Date("2026-11-22T10:03:20Z"),
  partner: "Northbridge",
  member: null,
  given: null,
  stands: true,
};
const because = (facts: JournalFacts) => becauseOf(journalSentence(facts), facts.ended);

describe("one try to sign in, in plain words", () => {
  test("a plain sign-in needs no reason", () => {
    expect(journalSentence(ADA)).toEqual({ happened: "Ada Lindt signed in", cause: "", more: "" });
  });

  test("a partner that did not answer stopped nobody, and the sentence says so", () => {
    const facts = { ...ADA, partner: "Acme", lookup: "timeout", lookupMs: 800 };
    expect(because(facts)).toBe("Acme did not answer in time (800 ms), which did not stop them.");
  });

  test("an answer about another candidate is no answer that cannot be read", () => {
    const asked = { ...ADA, partner: "Acme", lookup: "malformed", lookupMs: 42 };
    expect(because({ ...asked, lookupDetail: `403: ${ABOUT_ANOTHER}` })).toBe(
      "Acme answered about somebody else (42 ms), which did not stop them.",
    );
    expect(because({ ...asked, lookupDetail: "200: the body is not JSON" })).toContain("cannot read");
  });

  test("a wrong password is told from an unknown address", () => {
    const wrong = { ...ADA, outcome: "invalid_credentials", reason: "wrong_password" } as const;
    expect(journalSentence(wrong)).toEqual({
      happened: "Ada Lindt could not sign in",
      cause: "the password was wrong",
      more: "",
    });
    expect(because(wrong)).toBe("The password was wrong.");
    expect(because({ ...wrong, reason: "unknown_address" })).toContain("No account has this address");
  });

  test("a wait is no lock", () => {
    const waits = { ...ADA, outcome: "throttled", reason: "too_many_failures" } as const;
    expect(journalSentence(waits)).toEqual({
      happened: "Ada Lindt was asked to wait",
      cause: "too many tries failed shortly before",
      more: "The account is not locked.",
    });
  });

  test("a password that the first proof of the mailbox voided is named so, with what works instead", () => {
    const voidedAt = new Date("2026-11-22T10:03:20Z");
    const told = because({ ...ADA, outcome: "invalid_credentials", reason: "password_voided", voidedAt });
    expect(told).toBe(
      "The password was voided when Ada Lindt first proved the mailbox on 22 November 2026, 10:03 UTC. A code by e-mail or Forgot password works.",
    );
    const none = because({ ...ADA, outcome: "invalid_credentials", reason: "no_password_set" });
    expect(none).not.toContain("invitation");
  });

  test("a kind without words is still named", () => {
    expect(because({ ...ADA, lookup: "new_kind" })).toContain("new_kind");
  });
});

test("a reference is told from a name and an address", () => {
  expect(isRequestId(" 01a1f6f8-5ed6-758f-94f7-4290e8480f15 ")).toBe(true);
  for (const other of ["ada lindt", "ada@example.org", "01a1f6f8"]) expect(isRequestId(other)).toBe(false);
});

test("every kind of answer has words, for the candidate's page too", () => {
  const raw = ["skipped", "misconfigured", "not_found", "ok", "denied"].map((kind) =>
    lookupWords(kind, null),
  );
  for (const words of raw) expect(words).not.toContain("(");
});

describe("an ended access", () => {
  const turnedAway = { ...ADA, outcome: "access_withdrawn", reason: "partner_denied" } as const;
  const cause = (ended: Partial<JournalEnd>) =>
    journalSentence({ ...turnedAway, ended: { ...END, ...ended } }).cause;

  test.each<[EndedBy, Partial<JournalEnd>, string]>([
    [
      "partner_denied",
      {},
      "Northbridge denied this candidate on 22 November 2026, 10:03 UTC; the record stands",
    ],
    ["partner_withdrew", {}, "Northbridge withdrew this candidate on 22 November 2026, 10:03 UTC"],
    ["team_withdrew", {}, "the team withdrew this candidate on 22 November 2026, 10:03 UTC"],
    [
      "team_withdrew",
      { member: "Bo Ek" },
      "Bo Ek of the team withdrew this candidate on 22 November 2026, 10:03 UTC",
    ],
    ["record_erased", {}, "the candidate's data were erased on 22 November 2026, 10:03 UTC"],
    ["account_disabled", {}, "the account was disabled on 22 November 2026, 10:03 UTC"],
    ["account_erased", {}, "the account was erased on 22 November 2026, 10:03 UTC"],
  ])("%s %j: the cause names who and when", (by, part, words) => {
    expect(cause({ by, ...part })).toBe(words);
  });

  test("a denial that was lifted since says so, and one that was asked for at this try says how long it took", () => {
    expect(cause({ stands: false })).toMatch(/10:03 UTC; it was lifted since$/);
    const asked = { ...turnedAway, partner: "Northbridge", lookup: "denied", lookupMs: 90 };
    const { more } = journalSentence({ ...asked, ended: { ...END, given: "Position closed" } });
    expect(more).toBe("The reason given: “Position closed”. It answered so at this try, after 90 ms.");
  });

  test("stands behind a wrong password, so that the search does not end at the password", () => {
    const wrong = { ...ADA, outcome: "invalid_credentials", reason: "wrong_password", ended: END } as const;
    expect(because(wrong)).toBe(
      "The password was wrong. Besides, Northbridge denied this candidate on 22 November 2026, 10:03 UTC; the record stands.",
    );
    expect(because({ ...wrong, ended: { ...END, stands: false } })).toBe("The password was wrong.");
  });

  test("keeps a partner's name as it writes itself", () => {
    const ended = { ...END, partner: "iHire" };
    expect(because({ ...turnedAway, ended })).toMatch(/^iHire denied/);
    expect(because({ ...turnedAway, ended: { ...ended, by: "team_withdrew" } })).toMatch(
      /^The team withdrew/,
    );
  });
});

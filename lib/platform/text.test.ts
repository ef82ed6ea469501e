import { describe, expect, it } from "vitest";
import { AssessmentSettings } from "#lib/assessments/schema.ts";
import { PersonName as MemberName } from "#lib/auth/schema.ts";
import { PersonName, ProfileUrl, WithdrawInput } from "#lib/candidates/schema.ts";
import { LookupUrl } from "#lib/partners/schema.ts";
import { DecideInput, ScoreItemInput } from "#lib/review/schema.ts";
import { Email } from "./email.ts";
import { newId } from "./ids.ts";
import { beginning, line, storableJson } from "./text.ts";

const settings = (part: object) =>
  AssessmentSettings.safeParse({ name: "Screen", durationMinutes: 60, ...part }).success;
const comment = (text: string) =>
  ScoreItemInput.safeParse({ attemptId: newId(), itemId: newId(), points: "1", comment: text }).success;
const decision = (text: string) =>
  DecideInput.safeParse({ attemptId: newId(), kind: "hold", reason: text }).success;

const ONE_LINE: Record<string, (text: string) => boolean> = {
  "a candidate's name": (text) => PersonName.safeParse(text).success,
  "a colleague's name": (text) => MemberName.safeParse(text).success,
  "an assessment's name": (text) => settings({ name: text }),
  "the reason of a withdrawal": (text) => WithdrawInput.safeParse({ reason: text }).success,
  "a profile's address": (text) => ProfileUrl.safeParse(`https://partner.example/${text}`).success,
  "a lookup's address": (text) => LookupUrl.safeParse(`https://partner.example/${text}`).success,
};
const MANY_LINES: Record<string, (text: string) => boolean> = {
  "an assessment's description": (text) => settings({ description: text }),
  "a reviewer's comment": comment,
  "a decision's reason": decision,
};

describe.each(Object.entries({ ...ONE_LINE, ...MANY_LINES }))("%s", (_name, takes) => {
  it("takes honest text of any script", () => {
    for (const text of ["Ada", "محمد", "Zoë-🎉", "a\\u0000b"]) expect(takes(text), text).toBe(true);
  });

  it("refuses what the database cannot hold", () => {
    for (const text of ["a\u0000b", "a\ud800", "\udc00b"])
      expect(takes(text), JSON.stringify(text)).toBe(false);
  });
});

describe.each(Object.entries(ONE_LINE))("%s", (_name, takes) => {
  it("refuses what shows it as another, or forges a line", () => {
    for (const sign of ["\u202e", "\u202a", "\u2066", "\u2069", "\u001b", "\u0007", "\u2028", "\u0085"]) {
      expect(takes(`a${sign}b`), JSON.stringify(sign)).toBe(false);
    }
  });
});

describe("one line of text", () => {
  it("is trimmed, composed, and measured after that", () => {
    expect(line(4).parse("  Zoe\u0308 ")).toBe("Zoë");
    expect(line(4).safeParse("a\nb").success).toBe(false);
    expect(line(4).safeParse("   ").error?.issues[0]?.message).toBe("is empty");
    expect(line(4).safeParse("abcde").error?.issues[0]?.message).toBe("is longer than 4 characters");
  });
});

describe("an e-mail address", () => {
  it("is kept in one form", () => {
    expect(Email.parse(" Ada@Example.ORG\n")).toBe("ada@example.org");
  });

  it("with a character that cannot be seen is refused, not changed", () => {
    for (const sign of [
      "\u0000",
      "\u0001",
      "\u200b",
      "\u200d",
      "\u2060",
      "\ufeff",
      "\u00ad",
      "\ud800",
      "\u202e",
    ]) {
      for (const text of [`a${sign}da@example.org`, `${sign}ada@example.org`, `ada@example.org${sign}`]) {
        expect(Email.safeParse(text).success, JSON.stringify(text)).toBe(false);
      }
    }
  });
});

describe("what is cut or stored", () => {
  it("is never cut through a character", () => {
    for (const most of [1, 2, 3, 4, 5])
      expect(beginning(`a${"😀".repeat(9)}`, most, "…").isWellFormed(), String(most)).toBe(true);
    expect(beginning("ab😀", 4)).toBe("ab😀");
    expect(beginning("ab😀", 3, "…")).toBe("ab…");
  });

  it("has no text within that the database refuses, whatever its depth", () => {
    const given = { tests: [{ "k\ud83d": "a\u0000b", points: 3, none: null }], state: "done" };
    expect(storableJson(given)).toEqual({
      tests: [{ "k\uFFFD": "a\uFFFDb", points: 3, none: null }],
      state: "done",
    });
  });
});

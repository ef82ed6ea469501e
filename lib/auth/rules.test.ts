import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AccessRecord,
  accessWithout,
  decideAccess,
  delaySeconds,
  delayTable,
  leavesNoOwner,
  MAX_DELAY_SECONDS,
  safeReturnPath,
  sessionEnd,
} from "./rules.ts";

const AT = new Date("2026-03-14T12:00:00Z");
const record = (part: Partial<AccessRecord> = {}): AccessRecord => ({
  candidateId: "c1",
  partnerId: null,
  deniedAt: null,
  withdrawnAt: null,
  withdrawnBy: null,
  erasedAt: null,
  ...part,
});
const person = (records: AccessRecord[], isMember = false) => ({
  disabledAt: null,
  erasedAt: null,
  isMember,
  records,
});

describe("delays", () => {
  test("four mistakes are free, then the wait doubles from one second to a quarter of an hour", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((n) => delaySeconds(n))).toEqual([0, 0, 0, 0, 1, 2, 4, 8]);
    expect(delaySeconds(14)).toBe(512);
    expect(delaySeconds(15)).toBe(900);
    expect(delaySeconds(1_000_000)).toBe(900);
  });

  test("an address that many share waits later", () => {
    expect(delaySeconds(20, "address")).toBe(0);
    expect(delaySeconds(21, "address")).toBe(1);
  });

  test("an hour allows fewer than thirty guesses on one account", () => {
    let guesses = 0;
    for (let seconds = 0; seconds < 3_600; seconds += delaySeconds(guesses)) guesses++;
    expect(guesses).toBeLessThan(30);
  });

  test("the database's table says the same as the rule and ends at the longest wait", () => {
    for (const kind of ["account", "address", "device"] as const) {
      const table = delayTable(kind);
      expect(table).toEqual(table.map((_, index) => delaySeconds(index + 1, kind)));
      expect(table.at(-1)).toBe(MAX_DELAY_SECONDS);
    }
  });
});

describe("access by our own record", () => {
  test("a person without any record gets in: there is nothing that ended", () => {
    expect(decideAccess(person([]))).toEqual({ kind: "open", askPartner: false });
  });

  test("an end of access says whose act it was, since when, and who had sourced the candidate", () => {
    const earlier = new Date(AT.getTime() - 1);
    const ends = [
      [{ withdrawnAt: AT, withdrawnBy: "staff:u1" }, "team_withdrew"],
      [{ withdrawnAt: AT, withdrawnBy: "partner:key" }, "partner_withdrew"],
      [{ withdrawnAt: AT, withdrawnBy: "staff:u1", deniedAt: earlier }, "team_withdrew"],
      [{ deniedAt: AT, erasedAt: earlier }, "partner_denied"],
      [{ erasedAt: AT }, "record_erased"],
    ] as const;
    for (const [part, by] of ends) {
      const ended = { kind: "ended", by, candidateId: "c1", partnerId: "p1", endedAt: AT };
      expect(decideAccess(person([record({ ...part, partnerId: "p1" })]))).toEqual(ended);
    }
    const closed = { kind: "ended", candidateId: null, partnerId: null, endedAt: AT };
    const account = person([record()]);
    expect(decideAccess({ ...account, disabledAt: AT })).toEqual({ ...closed, by: "account_disabled" });
    expect(decideAccess({ ...account, erasedAt: AT })).toEqual({ ...closed, by: "account_erased" });
  });

  test("of several ends the latest is told", () => {
    const earlier = new Date(AT.getTime() - 1);
    const records = [record({ deniedAt: earlier }), record({ candidateId: "c2", withdrawnAt: AT })];
    expect(decideAccess(person(records))).toMatchObject({ candidateId: "c2", by: "team_withdrew" });
  });

  test("one organisation's denial keeps nobody out of another's assessment, nor a member out of the team", () => {
    const denied = record({ candidateId: "c2", deniedAt: AT, partnerId: "p" });
    expect(decideAccess(person([denied, record()])).kind).toBe("open");
    expect(decideAccess(person([denied], true)).kind).toBe("open");
    expect(decideAccess(person([denied])).kind).toBe("ended");
  });

  test("one's own withdrawal ends the application, and never the way to one's data", () => {
    const left = record({ withdrawnAt: AT, withdrawnBy: "candidate:u1", partnerId: "p" });
    expect(decideAccess(person([left]))).toEqual({ kind: "open", askPartner: false });
    const denied = record({ candidateId: "c2", deniedAt: AT });
    expect(decideAccess(person([left, denied])).kind).toBe("open");
    expect(decideAccess(person([{ ...left, erasedAt: AT }])).kind).toBe("ended");
  });

  test("a partner is asked only about a live record that it sourced", () => {
    expect(decideAccess(person([record({ partnerId: "p" })]))).toEqual({ kind: "open", askPartner: true });
    expect(decideAccess(person([record()]))).toEqual({ kind: "open", askPartner: false });
    const denied = record({ candidateId: "c2", partnerId: "p", deniedAt: AT });
    expect(decideAccess(person([record(), denied]))).toEqual({ kind: "open", askPartner: false });
  });

  test("a fresh denial ends access only when that record was the only one", () => {
    const fromPartner = record({ partnerId: "p" });
    expect(accessWithout(person([fromPartner]), "c1", AT).kind).toBe("ended");
    expect(accessWithout(person([fromPartner, record({ candidateId: "c2" })]), "c1", AT).kind).toBe("open");
    expect(accessWithout(person([fromPartner], true), "c1", AT).kind).toBe("open");
    expect(accessWithout(person([fromPartner]), "somebody else's", AT).kind).toBe("open");
  });

  test("a disabled account stays out even as a member", () => {
    expect(decideAccess({ ...person([record()], true), disabledAt: AT }).kind).toBe("ended");
  });
});

test("a session ends twelve hours after it began", () => {
  expect(sessionEnd(AT).toISOString()).toBe("2026-03-15T00:00:00.000Z");
});

test("the last owner is whoever is the only one", () => {
  expect(leavesNoOwner(["a"], "a")).toBe(true);
  expect(leavesNoOwner(["a", "b"], "a")).toBe(false);
  expect(leavesNoOwner(["a"], "b")).toBe(false);
});

describe("the way back after sign-in", () => {
  const portal = "https://assay.example.org";

  test("leads to a page of the portal", () => {
    expect(safeReturnPath("/reports/1?tab=code#q2", portal)).toBe("/reports/1?tab=code#q2");
    expect(safeReturnPath(`${portal}/take`, portal)).toBe("/take");
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/take",
    "https://assay.example.org.evil.example/take",
    "javascript:alert(1)",
    "/..//evil.example/x",
    "/.//evil.example",
    "/%2e//evil.example",
    "/x/..//evil.example",
    "https://assay.example.org/..//evil.example",
    "/\t/evil.example",
    "/sign-in",
    "/sign-out",
    "/api/auth/signout",
    "",
    null,
    undefined,
    42,
  ])("refuses %j", (raw) => {
    expect(safeReturnPath(raw, portal)).toBeNull();
  });

  test("never leaves the portal, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (tail) => {
        const path = safeReturnPath(`/${tail}`, portal);
        return path === null || new URL(path, portal).origin === portal;
      }),
    );
  });

  test("never leaves the portal by the way up, either", () => {
    const piece = fc.constantFrom(
      "/",
      "//",
      "\\",
      ".",
      "..",
      "%2e",
      "%2E%2e",
      "%2f",
      "%5c",
      "x",
      "evil.example",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = safeReturnPath(`/${pieces.join("")}`, portal);
        return path === null || (/^\/(?![/\\])/.test(path) && new URL(path, portal).origin === portal);
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import { type AcceptanceFacts, acceptanceState } from "./rules.ts";

const AT = new Date("2026-03-14T12:00:00Z");
const facts = (part: Partial<AcceptanceFacts> = {}): AcceptanceFacts => ({
  acceptedAt: null,
  expiresAt: new Date("2026-03-21T12:00:00Z"),
  revokedAt: null,
  endedAt: null,
  boundTo: null,
  email: "ada@example.org",
  accountIsClaimed: false,
  ...part,
});
const ada = { userId: "ada", email: "ada@example.org" };
const bob = { userId: "bob", email: "bob@example.org" };

describe("opening an invitation", () => {
  test("a new person chooses a password", () => {
    expect(acceptanceState(facts(), null, AT)).toBe("set_password");
  });

  test("an account that is somebody's is proved by signing in, never by a new password", () => {
    expect(acceptanceState(facts({ accountIsClaimed: true }), null, AT)).toBe("sign_in");
    expect(acceptanceState(facts({ boundTo: "ada" }), null, AT)).toBe("sign_in");
  });

  test("only the invited address may accept", () => {
    expect(acceptanceState(facts(), ada, AT)).toBe("confirm");
    expect(acceptanceState(facts(), bob, AT)).toBe("other_account");
  });

  test("a record that has an owner is nobody else's, whatever their address", () => {
    expect(acceptanceState(facts({ boundTo: "bob" }), ada, AT)).toBe("other_account");
    expect(acceptanceState(facts({ boundTo: "ada" }), ada, AT)).toBe("confirm");
  });

  test("accepted once, it leads its owner on, even after the window", () => {
    const accepted = facts({ acceptedAt: AT, boundTo: "ada", expiresAt: AT });
    expect(acceptanceState(accepted, ada, AT)).toBe("yours");
    expect(acceptanceState(accepted, null, AT)).toBe("sign_in_again");
    expect(acceptanceState(accepted, bob, AT)).toBe("other_account");
  });

  test("an end, a revocation and a missed window close it, in that order", () => {
    expect(acceptanceState(facts({ endedAt: AT, revokedAt: AT, expiresAt: AT }), ada, AT)).toBe("ended");
    expect(acceptanceState(facts({ revokedAt: AT, expiresAt: AT }), ada, AT)).toBe("revoked");
    expect(acceptanceState(facts({ expiresAt: AT }), null, AT)).toBe("expired");
  });
});

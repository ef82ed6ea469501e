import { describe, expect, it } from "vitest";
import { candidateStatus, type StatusFacts } from "./rules.ts";

const at = new Date("2026-03-14T12:00:00Z");
const open = { expiresAt: new Date("2026-03-15T12:00:00Z"), revokedAt: null };
const facts = (part: Partial<StatusFacts>): StatusFacts => ({
  withdrawnAt: null,
  deniedAt: null,
  invitation: open,
  attempt: null,
  ...part,
});

describe("a candidate's status", () => {
  it.each([
    ["invited", facts({})],
    ["invited", facts({ invitation: null })],
    ["expired", facts({ invitation: { ...open, expiresAt: at } })],
    ["expired", facts({ invitation: { ...open, revokedAt: at } })],
    ["started", facts({ attempt: { state: "in_progress", decided: false } })],
    ["submitted", facts({ attempt: { state: "submitted", decided: false } })],
    ["graded", facts({ attempt: { state: "graded", decided: false } })],
    ["decided", facts({ attempt: { state: "graded", decided: true } })],
    ["withdrawn", facts({ deniedAt: at })],
    ["withdrawn", facts({ deniedAt: at, attempt: { state: "in_progress", decided: false } })],
    ["withdrawn", facts({ withdrawnAt: at, attempt: { state: "graded", decided: true } })],
  ] as const)("reads %s", (status, given) => {
    expect(candidateStatus(given, at)).toBe(status);
  });

  it("lets a started attempt outlive the invitation's window", () => {
    const late = { expiresAt: new Date("2026-03-01T00:00:00Z"), revokedAt: null };
    const given = facts({ invitation: late, attempt: { state: "in_progress", decided: false } });
    expect(candidateStatus(given, at)).toBe("started");
  });
});

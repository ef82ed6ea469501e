import { describe, expect, test } from "vitest";
import { adminMail, judgeSteps, type Step, voiceOf } from "./rules.ts";

const step = (asked: number, failed: number): Step => ({ asked, failed });

describe("when a partner speaks up", () => {
  test("more than half failing in every step of 15 minutes is degraded", () => {
    expect(judgeSteps([step(5, 5), step(2, 2), step(1, 1)], false)).toBe("degraded");
    expect(judgeSteps([step(10, 6), step(10, 6), step(10, 6)], false)).toBe("degraded");
  });

  test("half is not more than half, and one good step in between is no lasting trouble", () => {
    expect(judgeSteps([step(10, 5), step(10, 5), step(10, 5)], false)).toBeNull();
    expect(judgeSteps([step(10, 9), step(10, 2), step(10, 9)], false)).toBeNull();
  });

  test("trouble that is younger, over, or seen too seldom says nothing yet", () => {
    expect(judgeSteps([step(0, 0), step(9, 9), step(9, 9)], false)).toBeNull();
    expect(judgeSteps([step(9, 9), step(9, 9), step(0, 0)], false)).toBeNull();
    expect(judgeSteps([step(1, 1), step(1, 1), step(1, 1)], false)).toBeNull();
  });

  test("a step without questions, the breaker being open, does not hide it", () => {
    expect(judgeSteps([step(5, 5), step(0, 0), step(1, 1)], false)).toBe("degraded");
  });

  test("it is told once: what is degraded only recovers, and only when nearly all is answered", () => {
    expect(judgeSteps([step(5, 5), step(5, 5), step(5, 5)], true)).toBeNull();
    expect(judgeSteps([step(5, 5), step(5, 5), step(5, 2)], true)).toBeNull();
    expect(judgeSteps([step(5, 5), step(5, 5), step(0, 0)], true)).toBeNull();
    expect(judgeSteps([step(5, 5), step(5, 5), step(2, 0)], true)).toBe("recovered");
  });
});

test("a muted kind is silent; another one warns, and speaks up when it is a new one", () => {
  expect(voiceOf("timeout", [], true)).toBe("warn");
  expect(voiceOf("timeout", ["timeout"], true)).toBe("silent");
  expect(voiceOf("malformed", ["timeout"], false)).toBe("warn");
  expect(voiceOf("malformed", ["timeout"], true)).toBe("speak_up");
});

test("the mail to a partner's admin says what is seen and what to change", () => {
  const { subject, text } = adminMail({
    partner: "Acme",
    organisation: "Globex",
    host: "acme.example",
    evidence: { kind: "misconfigured", httpStatus: 401, detail: "401 no content type" },
    at: new Date("2026-03-14T12:03:04Z"),
    replyTo: "jobs@globex.example",
  });
  expect(subject).toBe("Globex cannot look up candidates at Acme");
  expect(text).toContain("Since 2026-03-14 12:03 UTC");
  expect(text).toContain("wrong or expired key, not a denial");
  expect(text).toContain("No candidate is kept out");
  expect(text).toContain("jobs@globex.example");
});

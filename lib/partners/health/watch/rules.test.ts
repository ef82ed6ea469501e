import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adminMail, judgeTurn, type Question, voiceOf } from "./rules.ts";

const START = new Date("2026-03-14T12:00:00Z");
const minute = (minutes: number) => new Date(START.getTime() + minutes * 60_000);

/** One question each so many seconds from one minute to another, of which every so many-th is answered. */
function traffic(from: number, to: number, everySeconds: number, answeredEach = 0): Question[] {
  const questions: Question[] = [];
  for (let at = from * 60; at < to * 60; at += everySeconds) {
    const isAnswered = answeredEach > 0 && questions.length % answeredEach === 0;
    questions.push({ at: minute(at / 60), failed: !isAnswered });
  }
  return questions;
}
const answered = (from: number, to: number, everySeconds: number) =>
  traffic(from, to, everySeconds).map((question) => ({ ...question, failed: false }));

/** The first minute, by a watch that looks each minute from `phase` seconds on, at which it speaks up. */
function firstTold(questions: Question[], phase: number, until = 60): number | null {
  for (let minutes = phase / 60; minutes <= until; minutes++) {
    const at = minute(minutes);
    const known = questions.filter((question) => question.at <= at);
    if (judgeTurn(known, at, false) === "degraded") return minutes;
  }
  return null;
}

describe("when a partner speaks up", () => {
  test("never before 15 full minutes of trouble, whenever it begins, however the watch and the sign-ins fall", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20 * 60, max: 26 * 60 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 2, max: 240 }),
        (beganSeconds, phase, every) => {
          const began = beganSeconds / 60;
          const told = firstTold([...answered(0, began, every), ...traffic(began, 60, every)], phase);
          expect(told).not.toBeNull();
          expect(Math.round((told ?? 0) * 60)).toBeGreaterThanOrEqual(beganSeconds + 15 * 60);
          // A sign-in between and a look of the watch: a few minutes later at most.
          expect(told ?? 0).toBeLessThan(began + 15 + 3 + (3 * every) / 60);
        },
      ),
    );
  });

  test("also when nobody had asked before the trouble", () => {
    const told = firstTold(traffic(0, 40, 30), 0);
    expect(told).toBeGreaterThanOrEqual(15);
    expect(told).toBeLessThan(17);
  });

  test("more than half failing is trouble, half is not, and neither is one good step in between", () => {
    expect(firstTold(traffic(0, 40, 20, 3), 0)).toBeGreaterThanOrEqual(15);
    expect(firstTold(traffic(0, 40, 20, 2), 0)).toBeNull();
    const mixed = [...traffic(0, 12, 20), ...answered(12, 19, 20), ...traffic(19, 30, 20)];
    expect(firstTold(mixed, 0, 30)).toBeNull();
  });

  test("a failure by itself some time before does not make later trouble older", () => {
    const lone = [{ at: minute(5), failed: true }, ...answered(5.5, 20, 20), ...traffic(20, 60, 20)];
    expect(firstTold(lone, 0)).toBeGreaterThanOrEqual(35);
  });

  test("trouble that is over, or seen too seldom, says nothing", () => {
    expect(judgeTurn(traffic(0, 14, 20), minute(20), false)).toBeNull();
    expect(judgeTurn(traffic(0, 20, 360), minute(19), false)).toBeNull();
  });

  test("minutes without questions, the breaker being open, do not hide it", () => {
    const probes = [...traffic(0, 1, 10), ...traffic(5.5, 6, 60), ...traffic(15, 15.5, 60)];
    expect(firstTold(probes, 0, 20)).toBeGreaterThanOrEqual(15);
  });

  test("it is told once: what is degraded only recovers, and only when nearly all is answered", () => {
    const failing = traffic(0, 20, 20);
    expect(judgeTurn(failing, minute(20), true)).toBeNull();
    expect(judgeTurn([...failing, ...traffic(20, 25, 20, 2)], minute(25), true)).toBeNull();
    expect(judgeTurn(failing, minute(26), true)).toBeNull();
    expect(judgeTurn([...failing, ...answered(20, 25, 20)], minute(25), true)).toBe("recovered");
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

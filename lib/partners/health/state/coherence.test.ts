import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GateWord } from "../../lookup/breaker.ts";
import { checkVerdict, isMisconfiguration } from "../rules.ts";
import { FAILURE_KINDS } from "../schema.ts";
import { type HealthFacts, judgeHealth } from "./rules.ts";

/* No combination of facts, however unlikely, may make the page contradict itself. */

const AT = new Date("2026-03-14T12:00:00Z");
const before = (minutes: number) => new Date(AT.getTime() - minutes * 60_000);

function judge(facts: HealthFacts) {
  const health = judgeHealth("Acme", facts);
  const words = health.sentence.map((one) => (typeof one === "string" ? one : one.toISOString())).join("");
  return { ...health, words };
}

const newestFirst = <Dated extends { at: Date }>(all: Dated[]) =>
  all.toSorted((a, b) => b.at.getTime() - a.at.getTime());

const KINDS = [...FAILURE_KINDS, "ok", "ok", "ok", "denied", "not_found"];
const minutes = fc.integer({ min: 0, max: 1_300 });
const status = fc.constantFrom(null, 200, 401, 404, 503);
const question = fc.record({
  kind: fc.constantFrom(...KINDS),
  httpStatus: status,
  detail: fc.constantFrom(null, "ENOTFOUND: no such name"),
  at: minutes.map(before),
});

/** Facts as the database gives them: counts, last answers and the first answer since agree with the questions. */
const world: fc.Arbitrary<HealthFacts> = fc
  .record({
    questions: fc.array(question, { maxLength: 8 }),
    ours: fc.integer({ min: 0, max: 2 }),
    skipped: fc.integer({ min: 0, max: 3 }),
    gate: fc.constantFrom<GateWord>("closed", "closed", "open", "half_open", "paused"),
    degradedAt: fc.option(minutes.map(before)),
    muted: fc.subarray([...FAILURE_KINDS]),
    checks: fc.array(
      fc.record({
        kind: fc.constantFrom(...KINDS, "bug"),
        httpStatus: status,
        detail: fc.constant(null),
        at: minutes.map(before),
        durationMs: fc.constantFrom(20, 4_000),
      }),
      { maxLength: 3 },
    ),
    hasLookup: fc.constantFrom(true, true, true, false),
    disabled: fc.constantFrom(false, false, false, true),
  })
  .map(({ questions, ours, skipped, checks, ...facts }) => {
    const latest = newestFirst(questions);
    const isFailed = ({ kind }: { kind: string }) => FAILURE_KINDS.some((each) => each === kind);
    const lastFailed = latest.find(isFailed);
    const answered = latest.filter((one) => !isFailed(one) && (!lastFailed || one.at > lastFailed.at));
    const of = (kind: string) => latest.filter((one) => one.kind === kind).length;
    return {
      ...facts,
      checks: newestFirst(checks),
      latest: latest.slice(0, 3),
      answeredSince: answered.at(-1)?.at ?? null,
      counts: {
        asked: latest.length + ours,
        confirmed: of("ok"),
        denied: of("denied"),
        unknown: of("not_found"),
        failed: latest.filter(isFailed).length,
        ours,
        deniedPeople: of("denied"),
        skipped,
      },
    };
  });

const FAILING = ["degraded", "misconfigured", "muted"];

describe("whatever is known of a partner", () => {
  test("its state, sentence, captions and the line on since when agree", () => {
    fc.assert(
      fc.property(world, (facts) => {
        const { state, words, trouble, isAllPast, caption } = judge(facts);
        const { asked, failed, ours, deniedPeople } = facts.counts;
        const fails = FAILING.includes(state);
        // Healthy: answered, by the newest, with a closed breaker and no mark of the watch.
        if (state === "healthy") {
          expect(facts.gate).toBe("closed");
          expect(trouble).toBeNull();
          expect(asked - failed - ours).toBeGreaterThan(0);
          expect(words).not.toMatch(/not answering|was failing|answering again/);
        }
        // Answering again: said with the time, and everything bad is past.
        if (state === "answering") {
          expect(words).toContain("answering again since");
          expect(facts.gate).toBe("closed");
          if (trouble) expect(trouble.until).not.toBeNull();
        } else {
          expect(words).not.toContain("answering again since");
          expect(caption).not.toContain("before it answered again");
          expect(isAllPast).toBe(false);
        }
        if (fails && facts.degradedAt) expect(trouble).toMatchObject({ until: null });
        if (trouble?.until) expect(trouble.from.getTime()).toBeLessThanOrEqual(trouble.until.getTime());
        if (state === "quiet") expect(trouble).toBeNull();
        // Nobody is kept out by failures; whoever was denied is never hidden behind that.
        expect(words).not.toMatch(/[Nn]obody was kept out(?! by)/);
        if (deniedPeople > 0 && facts.hasLookup && !facts.disabled) expect(words).toContain("denied by Acme");
        expect(words).not.toMatch(/undefined|null|NaN/);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a wrong setting seen last is named, unless it is muted; and muted is only what is", () => {
    fc.assert(
      fc.property(world, (facts) => {
        fc.pre(facts.hasLookup && !facts.disabled);
        const { state, words } = judge(facts);
        const telling = facts.checks.filter((check) => checkVerdict(check, 800) !== null);
        const [last] = newestFirst([...facts.latest, ...telling]);
        if (last && isMisconfiguration(last.kind)) {
          expect(["misconfigured", "muted"]).toContain(state);
          expect(words).toContain("Nobody was kept out by this");
        }
        const failing = [...facts.latest, ...telling].map(({ kind }) => kind);
        if (state === "muted") expect(failing.some((kind) => facts.muted.includes(kind))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

import { createHash } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { LANGUAGE_NAMES, type LanguageId } from "#lib/assessments/languages.ts";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { parseValidatorFlags } from "#lib/assessments/packages/validator-flags.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { type JudgeTest, judgeSubmission } from "../judge.ts";
import { Arena } from "../sandbox/hostile/arena.ts";
import { allBouts } from "../sandbox/hostile/selection.ts";
import { withWall } from "../sandbox/other-wall.ts";
import type { Verdict } from "../verdicts.ts";
import { framed } from "./frames.ts";
import { PAIRS } from "./index.ts";
import type { Pair, Random } from "./types.ts";

/*
 * Right and wrong programs in every language, all judged at once on busy slots, with hostile programs among them. No
 * verdict may be another than the one that was expected.
 */

const LIMITS = { timeMs: 800, memoryMib: 256, outputKib: 1024 };
/** To fill the memory takes CPU time too, and the more the busier the machine is. */
const FILLING_MS = 6_000;
/** More than there are slots, so that none is ever idle. */
const AT_ONCE = 5;
/** After so many submissions comes a hostile program. */
const HOSTILE_EVERY = 12;
const DISTURBERS = ["01", "03", "04", "05", "08", "22", "25", "30"];
const WALL_MS = 60_000;
const PATIENCE_MS = 600_000;

type Case = { name: string; pair: Pair; language: LanguageId; body: string; expected: Verdict };

const CASES: Case[] = PAIRS.flatMap((pair) => [
  ...Object.entries(pair.right).map(([language, body]) => ({
    name: `${pair.id} in ${language}, right`,
    pair,
    language: language as LanguageId,
    body,
    expected: "AC" as const,
  })),
  ...pair.wrong.map(([language, expected, body], at) => ({
    name: `${pair.id} in ${language}, wrong (${at + 1})`,
    pair,
    language,
    body,
    expected,
  })),
]);

/** What every test run judges: of each problem one right and one wrong program. `ASSAY_THOROUGH=1 npm test`: all. */
const JUDGED = process.env.ASSAY_THOROUGH
  ? CASES
  : PAIRS.flatMap((pair, index) =>
      [true, false].flatMap((isRight) => {
        const own = CASES.filter((one) => one.pair === pair && (one.expected === "AC") === isRight);
        return own[index % own.length] ?? [];
      }),
    );

/** The same numbers for the same seed on every machine. */
function randomOf(seed: string): Random {
  let count = 0;
  return (low, high) => {
    const digest = createHash("md5").update(`${seed} ${count++}`).digest();
    return low + Number(digest.readBigUInt64LE() % BigInt(high - low + 1));
  };
}

function testsOf(pair: Pair): JudgeTest[] {
  return Array.from({ length: pair.tests ?? 3 }, (_, index) => {
    const input = pair.input(randomOf(`${pair.id} ${index}`), index);
    const answer =
      pair.reads === "ints"
        ? pair.answer(input.split(/\s+/).filter(Boolean).map(Number))
        : pair.answer(input.trimEnd());
    return { name: String(index + 1), input: Buffer.from(input), answer: Buffer.from(`${answer}\n`) };
  });
}

describe("what the pairs cover", () => {
  test("forty problems, each with right and wrong programs", () => {
    expect(PAIRS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(PAIRS.map(({ id }) => id)).size).toBe(PAIRS.length);
    for (const { id, right, wrong } of PAIRS) {
      expect(Object.keys(right).length, id).toBeGreaterThan(0);
      expect(wrong.length, id).toBeGreaterThan(1);
    }
  });

  test.each(Object.keys(LANGUAGE_NAMES))("%s is there several times, right and wrong", (language) => {
    const own = CASES.filter((one) => one.language === language);
    expect(own.filter(({ expected }) => expected === "AC").length).toBeGreaterThan(
      language === "sql" ? 0 : 5,
    );
    expect(own.filter(({ expected }) => expected !== "AC").length).toBeGreaterThan(2);
  });

  test.each(["WA", "TLE", "RTE", "MLE", "OLE", "CE"])("%s is expected of several programs", (verdict) => {
    expect(CASES.filter(({ expected }) => expected === verdict).length).toBeGreaterThan(2);
  });
});

const arena = await Arena.open(process.env);
afterAll(() => arena.close());

async function judge({ pair, language, body, expected }: Case): Promise<string> {
  const runtime = arena.judge.runtimes.get(language);
  if (!runtime) throw new Error(`${language} is off`);
  const flags = pair.flags ? parseValidatorFlags(pair.id, pair.flags) : DEFAULT_VALIDATOR;
  const judgement = await judgeSubmission(
    {
      tests: testsOf(pair),
      limits: expected === "MLE" ? { ...LIMITS, timeMs: FILLING_MS } : LIMITS,
      runtime,
      source: framed(pair.reads, language, body),
      checker: defaultValidator(flags),
      stopAtFirstFailure: true,
    },
    // A machine that also builds and tests is slow by the wall's clock; what is proved here goes by CPU time and memory.
    withWall(arena.judge.sandbox, WALL_MS),
  );
  const last = judgement.tests.at(-1);
  return [judgement.verdict, judgement.reason, judgement.compileOutput, last?.reason, last?.stderr]
    .join(" ")
    .trim();
}

test(
  "no wrong verdict on busy slots, with hostile programs among them",
  async () => {
    const cases = JUDGED.filter(({ language }) => arena.judge.runtimes.has(language));
    const disturbers = allBouts(arena.languages).filter(({ program }) => DISTURBERS.includes(program.id));
    const wrong: string[] = [];
    let next = 0;
    const work = async () => {
      for (let at = next++; at < cases.length; at = next++) {
        const one = cases[at] as Case;
        if (at % HOSTILE_EVERY === 0) {
          const { program, language, source } = disturbers[
            at % disturbers.length
          ] as (typeof disturbers)[number];
          const { verdict } = await arena.judgeAlone(program, language, source);
          if (!program.verdicts.includes(verdict))
            wrong.push(`hostile ${program.id} in ${language}: ${verdict}`);
        }
        const verdict = await judge(one);
        if (!verdict.startsWith(one.expected))
          wrong.push(`${one.name}: ${verdict} instead of ${one.expected}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(wrong).toEqual([]);
    expect(await arena.aftermath()).toEqual([]);
  },
  PATIENCE_MS,
);

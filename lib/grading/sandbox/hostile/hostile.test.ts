import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Arena } from "./arena.ts";
import latest from "./latest.json" with { type: "json" };
import { allBouts, coreBouts, degradedBouts } from "./selection.ts";
import { HOSTILE_SOURCES } from "./sources/index.ts";
import { verdictOf, withHostileTable } from "./table.ts";
import type { HostileRecord } from "./types.ts";

/*
 * The hostile programs, let loose. Which of them in which language: `selection.ts`. After each, whatever it did:
 * the verdict is right, nothing secret was read, nothing lives on or lies about, the next job on every slot is right.
 */

const record: HostileRecord = latest;
const LANGUAGES = Object.keys(HOSTILE_SOURCES);
const MODES = [
  { mode: "with what this machine offers", options: {}, select: coreBouts },
  {
    mode: "without cgroups",
    options: { cgroups: { kind: "none", reason: "switched off for the test" } as const },
    select: degradedBouts,
  },
];

describe.each(MODES)("$mode", ({ options, select }) => {
  let arena: Arena;
  beforeAll(async () => {
    arena = await Arena.open(process.env, options);
  });
  afterAll(() => arena.close());

  test("the secrets that programs look for are there to be found", () => {
    const { all } = arena.canaries;
    expect(all.length).toBeGreaterThan(8);
    expect(arena.canaries.found(Buffer.from(all.map(({ word }) => word).join(" ")))).toHaveLength(all.length);
  });

  test.each(select(LANGUAGES).map((bout) => ({ name: bout.program.title, ...bout })))(
    "$program.id $name in $language",
    async ({ program, language, source }) => {
      const status = arena.judge.report.languages.find(({ id }) => id === language);
      // Without its tools a language is off, and says so; nobody's program runs then.
      if (status?.on === false) return expect(status.why).not.toBe("");
      const { faults, judgement } = await arena.face(program, language, source);
      expect(faults, JSON.stringify(judgement)).toEqual([]);
    },
  );
});

describe("the table in SECURITY.md", () => {
  test("tells the last full run, in which every program was tried in every language that has it", () => {
    for (const { program, language } of allBouts(Object.keys(record.toolchains))) {
      expect(program.verdicts, `${program.id} ${language}`).toContain(
        verdictOf(record.verdicts, language, program.id),
      );
      expect([...program.verdicts, ...program.degraded], `${program.id} ${language}`).toContain(
        verdictOf(record.degraded, language, program.id),
      );
    }
  });

  test("is what `npm run hostile` would write", () => {
    const document = readFileSync("SECURITY.md", "utf8");
    expect(document).toBe(withHostileTable(document, record));
  });
});

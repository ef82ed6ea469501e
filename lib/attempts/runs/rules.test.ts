import fc from "fast-check";
import { expect, test } from "vitest";
import { runsToTrim, WHOLE_RUN_BYTES, WHOLE_RUNS } from "./rules.ts";

const runs = (...sizes: number[]) => sizes.map((bytes, index) => ({ id: String(index), bytes }));

test("the last runs stay whole, as many as fit", () => {
  expect(runsToTrim([])).toEqual([]);
  expect(runsToTrim(runs(...new Array<number>(WHOLE_RUNS).fill(1)))).toEqual([]);
  expect(runsToTrim(runs(...new Array<number>(WHOLE_RUNS + 2).fill(1)))).toEqual(["20", "21"]);
  expect(runsToTrim(runs(1, WHOLE_RUN_BYTES, 1))).toEqual(["1", "2"]);
});

test("the newest stays whatever its size, and the others never take more than their budget", () => {
  expect(runsToTrim(runs(3 * WHOLE_RUN_BYTES))).toEqual([]);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: WHOLE_RUN_BYTES }), { minLength: 1, maxLength: 40 }),
      (sizes) => {
        const all = runs(...sizes);
        const gone = new Set(runsToTrim(all));
        const kept = all.filter(({ id }) => !gone.has(id));
        const bytes = kept.reduce((sum, run) => sum + run.bytes, 0);
        return kept[0]?.id === "0" && kept.length <= WHOLE_RUNS && bytes <= WHOLE_RUN_BYTES;
      },
    ),
  );
});

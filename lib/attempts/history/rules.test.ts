import fc from "fast-check";
import { expect, test } from "vitest";
import { thinHistory } from "./rules.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 14, 12, 0, seconds));
const row = (id: string, seconds: number, bytes = 100) => ({ id, savedAt: at(seconds), bytes });

test("a history within its budget stays whole", () => {
  expect(thinHistory([row("a", 0), row("b", 30), row("c", 60)], 300)).toEqual([]);
});

test("the crowded middle goes first, the first and the newest never", () => {
  const rows = [row("a", 0), row("b", 600), row("c", 610), row("d", 620), row("e", 1200)];
  expect(thinHistory(rows, 300)).toEqual(["c", "d"]);
  expect(thinHistory([row("a", 0, 900), row("b", 1, 900)], 100)).toEqual([]);
});

test("whatever was saved, what stays fits, or is only the two ends", () => {
  const rows = fc.array(fc.tuple(fc.nat(10_000), fc.nat(5_000)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.nat(20_000), (made, budget) => {
      const sorted = made.sort(([a], [b]) => a - b).map(([s, bytes], index) => row(String(index), s, bytes));
      const gone = new Set(thinHistory(sorted, budget));
      const kept = sorted.filter(({ id }) => !gone.has(id));
      const size = kept.reduce((sum, { bytes }) => sum + bytes, 0);
      expect(size <= budget || kept.length <= 2).toBe(true);
      expect([kept[0], kept.at(-1)]).toEqual([sorted[0], sorted.at(-1)]);
    }),
  );
});

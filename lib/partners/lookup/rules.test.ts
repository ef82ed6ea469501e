import { expect, it } from "vitest";
import { believedCheckTime } from "./rules.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const at = (ms: number) => new Date(NOW.getTime() + ms);
const MINUTE = 60_000;

it("believes a partner's clock within five minutes ahead and a day and a half behind, and no further", () => {
  for (const claimed of [at(0), at(5 * MINUTE), at(-36 * 60 * MINUTE)])
    expect(believedCheckTime(claimed, NOW)).toBe(claimed);
  const wrong = [
    at(5 * MINUTE + 1),
    at(-36 * 60 * MINUTE - 1),
    new Date("9999-12-31T23:59:59Z"),
    new Date(0),
  ];
  for (const claimed of [...wrong, new Date(Number.NaN)]) expect(believedCheckTime(claimed, NOW)).toBeNull();
});

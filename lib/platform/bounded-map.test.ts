import { expect, test } from "vitest";
import { BoundedMap } from "./bounded-map.ts";

test("past its size the entry that was set longest ago leaves; setting one again renews it", () => {
  const map = new BoundedMap<string, number>(2).set("a", 1).set("b", 2).set("a", 3).set("c", 4);
  expect([...map]).toEqual([
    ["a", 3],
    ["c", 4],
  ]);
  map.set("c", 5);
  expect(map.get("a")).toBe(3);
});

import { afterEach, expect, test, vi } from "vitest";
import { forgetKept, keptKey } from "./kept-pages.ts";

afterEach(() => vi.unstubAllGlobals());

/** @param beside attempts of which a clock and flags are stored. */
function device(names: string[], beside: string[]) {
  const caches = new Set(names);
  const stored: Record<string, string> = { "of-a-neighbour": "x" };
  for (const attemptId of beside) {
    stored[keptKey(attemptId, "clock")] = "12:00";
    stored[keptKey(attemptId, "flags")] = "[]";
  }
  vi.stubGlobal("caches", {
    keys: async () => [...caches],
    delete: async (name: string) => caches.delete(name),
  });
  vi.stubGlobal("navigator", { locks: { request: (_name: string, act: () => unknown) => act() } });
  const storage = Object.defineProperty(stored, "removeItem", {
    value: (key: string) => delete stored[key],
    configurable: true,
  });
  vi.stubGlobal("localStorage", storage);
  const kept = () => [...caches];
  /** The attempts of which something is stored. */
  const left = () => beside.filter((attemptId) => keptKey(attemptId, "clock") in stored);
  return { kept, left, stored };
}

test("when another person is signed in, what was kept for the one before goes, and only that", async () => {
  const { kept, left } = device(
    ["assay-room/mine/two/room/1", "assay-room/theirs/one/room/1", "of-a-neighbour"],
    ["one", "two"],
  );
  await forgetKept(({ owner }) => owner !== "mine");
  expect(kept()).toEqual(["assay-room/mine/two/room/1", "of-a-neighbour"]);
  expect(left()).toEqual(["two"]);
});

test("signing out, withdrawing or a deletion leaves no page, and nothing beside one", async () => {
  const { kept, stored } = device(
    ["assay-room/mine/one/room/1", "assay-room/mine/one/submit/1"],
    ["one", "two"],
  );
  await forgetKept();
  expect(kept()).toEqual([]);
  expect(Object.keys(stored)).toEqual(["of-a-neighbour"]);
});

test("the time and flags of an attempt whose pages are gone go with the attempt, and no other's do", async () => {
  const { left } = device([], ["one", "two"]);
  await forgetKept(({ attemptId }) => attemptId === "one");
  expect(left()).toEqual(["two"]);
});

test("a browser that keeps no pages stores nothing beside them for ever", async () => {
  for (const without of [
    () => vi.stubGlobal("navigator", {}),
    () => Reflect.deleteProperty(globalThis, "caches"),
  ]) {
    const { left } = device([], ["one"]);
    without();
    await forgetKept();
    expect(left()).toEqual([]);
    vi.unstubAllGlobals();
  }
});

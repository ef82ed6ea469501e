import { afterEach, expect, test, vi } from "vitest";
import { forgetKept, keptKey } from "./kept-pages.ts";

afterEach(() => vi.unstubAllGlobals());

function device(names: string[]) {
  const caches = new Set(names);
  const stored = new Map([[keptKey("one", "clock"), "12:00"]]);
  vi.stubGlobal("caches", {
    keys: async () => [...caches],
    delete: async (name: string) => caches.delete(name),
  });
  vi.stubGlobal("navigator", { locks: { request: (_name: string, act: () => unknown) => act() } });
  vi.stubGlobal("localStorage", { removeItem: (key: string) => stored.delete(key) });
  return { caches, stored };
}

test("when another person is signed in, what was kept for the one before goes, and only that", async () => {
  const { caches, stored } = device([
    "assay-room/mine/two/room/1",
    "assay-room/theirs/one/room/1",
    "of-a-neighbour",
  ]);
  await forgetKept(({ owner }) => owner !== "mine");
  expect([...caches]).toEqual(["assay-room/mine/two/room/1", "of-a-neighbour"]);
  expect([...stored]).toEqual([]);
});

test("signing out, withdrawing or a deletion leaves no page; a browser without the means has none", async () => {
  const { caches } = device(["assay-room/mine/one/room/1", "assay-room/mine/one/submit/1"]);
  await forgetKept();
  expect([...caches]).toEqual([]);
  vi.stubGlobal("navigator", {});
  await forgetKept();
});

import { afterEach, expect, test, vi } from "vitest";
import { openFlags } from "./flag-sender.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function room() {
  const stored = new Map<string, string>();
  const asked = vi.fn<() => Promise<Response>>().mockRejectedValue(new TypeError("Failed to fetch"));
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked);
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", { documentElement: { dataset: {} } });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  return { asked, stored };
}

test("a flag that found no network is sent again by itself, but not by a room that was left meanwhile", async () => {
  const { asked, stored } = room();
  const flags = openFlags("a");
  flags.send("q1", true);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(14_999);
  vi.advanceTimersByTime(1);
  flags.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(3);
  expect(stored.get("assay-flags-a"), "the next room sends it").toBe('[["q1",true]]');
});

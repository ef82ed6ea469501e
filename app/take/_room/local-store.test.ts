import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type LocalAnswer, leaveWriter, openLocalStore, takeWriter } from "./local-store.ts";

const WORK: LocalAnswer = {
  attemptId: "a",
  itemId: "q1",
  content: { text: "work" },
  drafts: {},
  revision: 1,
  unsaved: true,
};

type Handler = (() => void) | null;

/** A browser's database as far as the room uses it: it may refuse to open, drop what it took, or never answer. */
class Device {
  opens: "yes" | "no" | "never" = "yes";
  isFull = false;
  rows: unknown[] = [];

  open() {
    if (this.opens === "no") throw new DOMException("denied", "SecurityError");
    const request = { onsuccess: null as Handler, result: { transaction: () => this.#transaction() } };
    if (this.opens === "yes") queueMicrotask(() => request.onsuccess?.());
    return request;
  }

  #transaction() {
    const transaction = {
      oncomplete: null as Handler,
      onabort: null as Handler,
      error: null,
      objectStore: () => table,
    };
    const table = {
      put: (row: unknown) => {
        if (!this.isFull) this.rows.push(row);
        queueMicrotask(() => (this.isFull ? transaction.onabort : transaction.oncomplete)?.());
      },
    };
    return transaction;
  }
}

let device: Device;
beforeEach(() => {
  device = new Device();
  vi.stubGlobal("indexedDB", device);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a change is kept when the browser says so, and not before", async () => {
  const store = openLocalStore();
  expect(await store.write(WORK)).toBe(true);
  device.isFull = true;
  expect(await store.write(WORK)).toBe(false);
  device.isFull = false;
  expect(await store.write(WORK)).toBe(true);
  expect(device.rows).toEqual([WORK, WORK]);
});

test("a browser that refuses its database is asked again at the next change", async () => {
  device.opens = "no";
  const store = openLocalStore();
  expect(await store.read("a")).toEqual([]);
  expect(await store.write(WORK)).toBe(false);
  device.opens = "yes";
  expect(await store.write(WORK)).toBe(true);
});

test("a database that does not answer keeps nothing", async () => {
  vi.useFakeTimers();
  device.opens = "never";
  const kept = openLocalStore().write(WORK);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await kept).toBe(false);
});

test("a tab saves under one name over its reloads, and its copy under another", () => {
  const stored = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  const writer = takeWriter("a");
  expect(writer).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(takeWriter("a"), "copied while the first is open").not.toBe(writer);
  leaveWriter("a", writer);
  expect(takeWriter("b")).not.toBe(writer);
  expect(takeWriter("a")).toBe(writer);
});

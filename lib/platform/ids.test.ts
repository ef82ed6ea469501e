import { expect, test } from "vitest";
import { isId, newId } from "./ids.ts";

const MANY = 2_000;
const AT = Date.parse("2026-03-14T12:00:00.000Z");

test("ids are UUIDs of version 7 that begin with their time, and no two are the same", () => {
  const ids = Array.from({ length: MANY }, () => newId(AT));
  expect(new Set(ids).size).toBe(MANY);
  for (const id of ids) {
    expect(isId(id)).toBe(true);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(AT);
  }
});

test("an id keeps what is random when another one is made", () => {
  const [first, second] = [newId(AT), newId(AT)];
  expect(first.slice(14)).not.toBe(second.slice(14));
  expect(first < newId(AT + 1)).toBe(true);
});

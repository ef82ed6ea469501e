import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "./proxy.ts";

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`http://portal.test${path}`, init));

test("an address that cannot be read is nobody's: 404, on pages and in the API", async () => {
  for (const path of ["/take/%E0%A4%A", "/take/attempts/%ff/done", "/api/attempts/%ff"])
    expect((await ask(path)).status).toBe(404);
  expect((await ask("/api/attempts/a%20b")).status).toBe(200);
});

test("a post larger than a page takes is refused before it is read", async () => {
  const headers = { "content-length": String(2 * 1024 * 1024) };
  expect((await ask("/verify", { method: "POST", headers })).status).toBe(413);
});

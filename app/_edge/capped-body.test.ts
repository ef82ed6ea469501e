import { expect, test } from "vitest";
import { z } from "zod";
import { readCapped } from "./capped-body.ts";
import { readCredentials } from "./credentials-body.ts";
import { readJson } from "./json-body.ts";

const PART = 64 * 1024;

/** A request that never says how long it is, nor ends by itself. @param breaksAfter parts. */
function endless(type: string, breaksAfter = Number.POSITIVE_INFINITY) {
  let parts = 0;
  const body = new ReadableStream({
    pull(stream) {
      parts += 1;
      if (parts > breaksAfter) stream.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" }));
      else stream.enqueue(new Uint8Array(PART).fill(97));
    },
  });
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": type } };
  return { request: new Request("http://portal.example/", init as RequestInit), parts: () => parts };
}

test("a body without a length is refused at its limit, and not read on", async () => {
  const json = endless("application/json");
  await expect(readJson(json.request, z.unknown(), 10 * PART)).rejects.toMatchObject({ code: "too_large" });
  expect(json.parts()).toBeLessThan(14);
  const form = endless("application/x-www-form-urlencoded");
  await expect(readCredentials(form.request)).rejects.toMatchObject({ code: "too_large" });
  expect(form.parts()).toBeLessThan(5);
});

test("a body that breaks off is the sender's doing", async () => {
  const { request } = endless("application/json", 3);
  await expect(readCapped(request, 10 * PART)).rejects.toMatchObject({ code: "invalid" });
});

test("a body that does not come is not waited for", async () => {
  const init = { method: "POST", body: new ReadableStream(), duplex: "half" };
  const request = new Request("http://portal.example/", init as RequestInit);
  await expect(readCapped(request, PART, 1)).rejects.toMatchObject({ code: "unavailable" });
});

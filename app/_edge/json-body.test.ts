import { expect, test } from "vitest";
import { z } from "zod";
import { readJson } from "./json-body.ts";

const post = (body: string) =>
  readJson(
    new Request("http://portal.example", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    }),
    z.unknown(),
    640 * 1024,
  );

test("a body that is nested too deeply is refused before anything reads it", async () => {
  const levels = 60_000;
  await expect(post(`${"[".repeat(levels)}${"]".repeat(levels)}`)).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("too deeply nested"),
  });
});

test("brackets in the text of an answer are text", async () => {
  const body = { source: "[".repeat(60_000) };
  expect(await post(JSON.stringify(body))).toEqual(body);
});

import { describe, expect, test } from "vitest";
import { readCredentials } from "./credentials-body.ts";

const post = (body: string, type: string) =>
  new Request("http://127.0.0.1/api/auth/callback/credentials", {
    method: "POST",
    body,
    headers: { "content-type": type },
  });
const FORM = "application/x-www-form-urlencoded";

describe("what is sent to sign in", () => {
  test("is read from a copy, as JSON or as a form", async () => {
    const sent = post('{"email":"ada@example.org","json":true}', "application/json; charset=utf-8");
    expect(await readCredentials(sent)).toEqual({ email: "ada@example.org", json: true });
    expect(await sent.json()).toMatchObject({ email: "ada@example.org" });
    expect(await readCredentials(post("email=ada%40example.org&callbackUrl=%2Ftake", FORM))).toEqual({
      email: "ada@example.org",
      callbackUrl: "/take",
    });
  });

  test.each([
    ["no JSON", "{{{{", "application/json"],
    ["nothing", "", "application/json"],
    ["a list", "[]", "application/json"],
    ["null", "null", "application/json"],
    ["a deep nest", "[".repeat(50_000), "application/json"],
    ["a token that is no text", '{"csrfToken":{"a":1}}', "application/json"],
    ["a way back that is no text", '{"callbackUrl":7}', "application/json"],
    ["a way back that is no address", "callbackUrl=%3A%3A", FORM],
  ])("%s is refused, and no fault of ours", async (_what, body, type) => {
    const refused = await readCredentials(post(body, type)).catch((error: unknown) => error);
    expect(["invalid", "too_large"]).toContain((refused as { code?: string }).code);
  });
});

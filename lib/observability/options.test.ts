import { expect, test } from "vitest";
import { dsnOrigin, sharedOptions } from "./options.ts";

test("the origin of a DSN is what the browser may connect to; anything else is none", () => {
  expect(dsnOrigin("https://abc@o1.ingest.sentry.io/42")).toBe("https://o1.ingest.sentry.io");
  expect(dsnOrigin("http://pub@127.0.0.1:9999/1")).toBe("http://127.0.0.1:9999");
  for (const wrong of [
    undefined,
    "",
    "sentry",
    "https://o1.ingest.sentry.io/42",
    "ftp://a@b/1",
    "javascript:alert(1)",
  ])
    expect(dsnOrigin(wrong)).toBeNull();
});

test("nothing is sampled and nothing is traced", () => {
  const options: object = sharedOptions({
    dsn: "http://pub@127.0.0.1:1/1",
    release: "assay@1",
    environment: "test",
    part: "web",
    showUser: () => ({}),
    clock: () => 0,
  });
  expect(Object.keys(options)).not.toEqual(expect.arrayContaining(["tracesSampleRate"]));
  expect(Object.keys(options)).not.toEqual(expect.arrayContaining(["sampleRate"]));
});

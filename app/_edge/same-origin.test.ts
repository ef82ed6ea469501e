import { expect, test } from "vitest";
import { isSameOrigin } from "./same-origin.ts";

const asked = (headers: Record<string, string>) =>
  isSameOrigin(new Request("http://127.0.0.1:3000/api/attempts", { method: "POST", headers }));

test.each([
  ["our own page", { "sec-fetch-site": "same-origin" }, true],
  ["an address typed by hand", { "sec-fetch-site": "none" }, true],
  ["another site", { "sec-fetch-site": "cross-site" }, false],
  ["a neighbouring sub-domain", { "sec-fetch-site": "same-site" }, false],
  ["our own origin, from an older browser", { origin: "http://127.0.0.1:3000" }, true],
  [
    "the host it was sent to, behind a proxy",
    { origin: "https://assay.example.org", host: "assay.example.org" },
    true,
  ],
  ["another origin", { origin: "https://evil.example", host: "127.0.0.1:3000" }, false],
  ["a page without an origin", { origin: "null" }, false],
  ["a program that is no browser", {}, true],
])("a request from %s", (_who, headers, allowed) => {
  expect(asked(headers as unknown as Record<string, string>)).toBe(allowed);
});

import { describe, expect, it } from "vitest";
import { slugFrom } from "./rules.ts";

describe("a slug", () => {
  it.each([
    ["Acme Talent", "acme-talent"],
    ["  Café & Söhne GmbH. ", "cafe-sohne-gmbh"],
    ["株式会社", ""],
    ["a".repeat(80), "a".repeat(50)],
  ])("of %s is %s", (name, slug) => {
    expect(slugFrom(name)).toBe(slug);
  });
});

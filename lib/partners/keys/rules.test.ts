import { describe, expect, it } from "vitest";
import { apiKeyPrefix, isApiKey, isLiveKey, newApiKey } from "./rules.ts";

describe("an API key", () => {
  it("has the form that is promised and passes its own check", () => {
    for (let count = 0; count < 200; count++) {
      const key = newApiKey();
      expect(key).toMatch(/^assay_live_[0-9A-Za-z]{36}$/);
      expect(isApiKey(key)).toBe(true);
    }
  });

  it("is made of the generator's choices alone", () => {
    expect(newApiKey(() => 0)).toBe(newApiKey(() => 0));
    expect(newApiKey(() => 0)).not.toBe(newApiKey(() => 1));
  });

  it("is refused with any one character changed, added or missing", () => {
    const key = newApiKey(() => 7);
    for (let place = 0; place < key.length; place++) {
      const other = key.charAt(place) === "x" ? "y" : "x";
      expect(isApiKey(key.slice(0, place) + other + key.slice(place + 1))).toBe(false);
    }
    for (const text of ["", `${key}a`, key.slice(1), ` ${key}`, key.toUpperCase()]) {
      expect(isApiKey(text)).toBe(false);
    }
  });

  it("shows its first characters only", () => {
    expect(apiKeyPrefix(newApiKey(() => 10))).toBe("assay_live_AAAA");
  });

  it("lives until it is revoked or its time is over", () => {
    const at = new Date("2026-03-14T12:00:00Z");
    const later = new Date("2026-03-14T12:00:01Z");
    expect(isLiveKey({ revokedAt: null, expiresAt: null }, at)).toBe(true);
    expect(isLiveKey({ revokedAt: null, expiresAt: later }, at)).toBe(true);
    expect(isLiveKey({ revokedAt: null, expiresAt: at }, at)).toBe(false);
    expect(isLiveKey({ revokedAt: at, expiresAt: null }, at)).toBe(false);
  });
});

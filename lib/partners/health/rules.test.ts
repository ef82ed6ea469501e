import { describe, expect, test } from "vitest";
import { checkWords, failureWords, misconfigurationWords } from "./rules.ts";

describe("what has to be mended", () => {
  const words = (httpStatus: number | null, detail: string, kind = "misconfigured") =>
    misconfigurationWords({ kind, httpStatus, detail });

  test.each([
    [401, "401 no content type", /wrong or expired key/],
    [404, "404 text/html", /wrong address/],
    [422, "422 application/json", /refuses the question itself with 422/],
    [null, "ENOTFOUND: getaddrinfo ENOTFOUND acme.invalid", /name does not exist/],
    [null, "CERT_HAS_EXPIRED: certificate has expired", /certificate/],
    [null, "EGRESS_REFUSED: leads to an address inside a private network", /inside a private network/],
    [null, "SECRET_UNREADABLE: cannot be opened", /this portal's fault/],
  ])("%s %s", (status, detail, what) => {
    expect(words(status, detail).what).toMatch(what);
    expect(words(status, detail).fix).toMatch(/\.$/);
  });

  test("a redirect asks for the final address", () => {
    expect(words(302, "302 no content type", "redirect").fix).toContain("final address");
  });

  test("a refusal without a name is the team's to mend, and no denial", () => {
    expect(failureWords("misconfigured").act).toContain("no denial");
    expect(failureWords("some_new_kind").means).toBe("some new kind");
  });
});

describe("a check by hand", () => {
  const check = (part: Partial<Parameters<typeof checkWords>[1]>) =>
    checkWords("Acme", { kind: "ok", httpStatus: 200, detail: null, durationMs: 84, ...part }, 800);

  test("is good when the service understood the question, also about an id that it does not know", () => {
    expect(check({ kind: "not_found", httpStatus: 404 })).toMatchObject({ good: true });
  });

  test("says when an answer comes too late for sign-in", () => {
    expect(check({ durationMs: 1_200 })).toMatchObject({
      good: null,
      sentence: expect.stringContaining("1200 ms"),
    });
  });

  test("does not call a bare 404 for an id that nobody has a fault", () => {
    expect(check({ kind: "misconfigured", httpStatus: 404 }).good).toBeNull();
  });

  test("names what is wrong", () => {
    expect(check({ kind: "misconfigured", httpStatus: 401 })).toMatchObject({
      good: false,
      sentence: expect.stringContaining("expired key"),
    });
    expect(check({ kind: "unreachable", httpStatus: null }).sentence).toContain("could not be reached");
  });
});

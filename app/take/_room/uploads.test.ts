import { expect, test } from "vitest";
import { fateOf } from "./uploads.ts";

test("only a refusal of the file itself lets go of it; whatever else is answered, it stays on the device", () => {
  const fate = (status: number, code = "x") => fateOf({ status, code });
  expect([fate(422, "invalid"), fate(413, "too_large")]).toEqual(["refused", "refused"]);
  expect([0, 408, 429, 500, 503].map((status) => fate(status))).toEqual(Array(5).fill("again"));
  expect(fate(401, "unauthenticated")).toBe("signed_out");
  const answers = [
    [403, "forbidden"],
    [404, "not_found"],
    [409, "deadline_passed"],
    [409, "already_submitted"],
    [410, "gone"],
    [413, "full"],
    // Not an answer of ours.
    [413, "unavailable"],
    [422, "unavailable"],
  ] as const;
  for (const [status, code] of answers) expect(fate(status, code)).toBe("held");
});

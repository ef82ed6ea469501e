import { expect, test } from "vitest";
import { testFailed } from "./test-words.ts";

const answer = { eventId: "0a1b", status: null, heldBack: false };

test("no answer, a request to wait and an event held back are three things", () => {
  expect(testFailed({ ...answer, status: 200 })).toBeNull();
  expect(testFailed(answer)).toContain("did not answer");
  expect(testFailed({ ...answer, status: 429 })).toContain("asks to wait");
  const held = testFailed({ ...answer, heldBack: true });
  expect(held).toContain("held back here");
  expect(held).not.toContain("did not answer");
});

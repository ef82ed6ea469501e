import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type EmailMode, hashedEmail, sentryUser } from "./user.ts";

const keyed = (key: string) => (text: string) => createHmac("sha256", key).update(text).digest("hex");
const hash = keyed("k1");

test("the id is always there; the address as the setting says", () => {
  const user = { id: "u1", email: " Ada@Example.org " };
  expect(sentryUser(user, "none", hash)).toEqual({ id: "u1" });
  expect(sentryUser(user, "plain", hash)).toEqual({ id: "u1", email: "ada@example.org" });
  expect(sentryUser(user, "hash", hash)).toEqual({ id: "u1", email: hashedEmail("ada@example.org", hash) });
});

test("support finds a person by the same hash, however the address is written", () => {
  expect(hashedEmail("ADA@example.org", hash)).toBe(hashedEmail("ada@EXAMPLE.org ", hash));
  expect(hashedEmail("ada@example.org", hash)).not.toBe(hashedEmail("ada@example.org", keyed("k2")));
  expect(hashedEmail("ada@example.org", hash)).toMatch(/^[0-9a-f]{32}@hash\.invalid$/);
});

test("applying the policy twice is applying it once, and a hashed address says nothing of the plain one", () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.constantFrom<EmailMode>("plain", "hash", "none"), (email, mode) => {
      const once = sentryUser({ id: "u1", email }, mode, hash);
      expect(sentryUser(once, mode, hash)).toEqual(once);
      if (mode === "hash") expect(JSON.stringify(once)).not.toContain(email);
    }),
  );
});

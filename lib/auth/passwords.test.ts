import { describe, expect, test } from "vitest";
import { isCommonPassword } from "./common-passwords.ts";
import { knownDevice, rememberDevice } from "./devices.ts";
import { hashPassword, needsRehash, verifyPassword } from "./passwords.ts";
import { passwordProblem } from "./schema.ts";
import { addressPrefix, throttleKeys } from "./throttle.ts";

describe("what may be a password", () => {
  test.each([
    "password",
    "P4ssw0rd!23",
    "Welcome2026!",
    "qwertyuiop",
    "12345678",
    "aaaaaaaa",
    "abababab",
    "87654321",
    "letmein99",
    "iloveyou!!",
    "passwordpassword",
  ])("%s is among the first that a guesser tries", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  test.each([
    "correct horse battery",
    "ada's long phrase",
    "кошка на окне",
    "V7%kq2!xLm",
    "summer in lisbon",
  ])("%s is not", (password) => {
    expect(passwordProblem(password)).toBeNull();
  });

  test("length counts, spaces and all, from 8 to 128", () => {
    expect(passwordProblem("x7 k2 p")).toMatch(/at least 8/);
    expect(passwordProblem(" 7 k2 p ")).toBeNull();
    expect(passwordProblem("lorem ipsum ".repeat(11))).toMatch(/at most 128/);
  });

  test("one's own name or address is refused", () => {
    expect(passwordProblem("ada.lindt1815", { email: "ada.lindt@example.org" })).toMatch(/your own/);
    expect(passwordProblem("AdaLindt99", { name: "Ada Lindt" })).toMatch(/your own/);
  });
});

describe("hashing", () => {
  test("a password fits its own hash only, and two hashes of one differ", async () => {
    const [one, two] = await Promise.all([
      hashPassword("ada's long phrase"),
      hashPassword("ada's long phrase"),
    ]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword(one, "ada's long phrase")).toBe(true);
    expect(await verifyPassword(one, "ada's long phrase ")).toBe(false);
  });

  test("nothing fits an account without a password", async () => {
    expect(await verifyPassword(null, "")).toBe(false);
    expect(await verifyPassword(null, "ada's long phrase")).toBe(false);
  });

  test("a hash made with less is renewed, a good one is not", async () => {
    expect(needsRehash(await hashPassword("ada's long phrase"))).toBe(false);
    expect(needsRehash("$argon2id$v=19$m=12288,t=2,p=1$c2FsdHNhbHQ$aGFzaA")).toBe(true);
    expect(needsRehash("$2b$12$something")).toBe(true);
  });

  test("a crowd waits its turn, and a flood is told to come back", { timeout: 30_000 }, async () => {
    const crowd = await Promise.allSettled(Array.from({ length: 230 }, () => verifyPassword(null, "x")));
    const refused = crowd.filter((one) => one.status === "rejected");
    expect(refused.length).toBe(230 - 204);
    expect(await verifyPassword(null, "x")).toBe(false);
  });
});

describe("known devices", () => {
  test("a cookie proves the accounts that signed in there, and no others", () => {
    const first = rememberDevice(undefined, "ada@example.org");
    const both = rememberDevice(first, "bob@example.org");
    expect(knownDevice(both, "ada@example.org")).toBe(knownDevice(first, "ada@example.org"));
    expect(knownDevice(both, "bob@example.org")).not.toBeNull();
    expect(knownDevice(both, "eve@example.org")).toBeNull();
  });

  test("an invented cookie proves nothing", () => {
    const real = rememberDevice(undefined, "ada@example.org");
    expect(
      knownDevice(
        real.replace(/.$/, (sign) => (sign === "0" ? "1" : "0")),
        "ada@example.org",
      ),
    ).toBeNull();
    expect(
      knownDevice("v1.AAAAAAAAAAAAAAAAAAAAAA.00000000000000000000000000000000", "ada@example.org"),
    ).toBeNull();
    expect(knownDevice("nonsense", "ada@example.org")).toBeNull();
  });

  test("five accounts are remembered, the oldest falls out", () => {
    let cookie: string | undefined;
    for (const n of [1, 2, 3, 4, 5, 6]) cookie = rememberDevice(cookie, `p${n}@example.org`);
    expect(knownDevice(cookie, "p1@example.org")).toBeNull();
    expect(knownDevice(cookie, "p2@example.org")).not.toBeNull();
  });

  test("a known device counts for itself, an unknown one on the account and its address", () => {
    const subject = { email: "ada@example.org", ip: "192.0.2.7" };
    const kinds = (keys: string[]) => keys.map((key) => key.split(":")[0]);
    expect(kinds(throttleKeys(subject))).toEqual(["account", "address"]);
    const deviceCookie = rememberDevice(undefined, subject.email);
    expect(kinds(throttleKeys({ ...subject, deviceCookie }))).toEqual(["device"]);
    expect(throttleKeys(subject).join()).not.toContain("ada");
  });
});

test("all addresses of one IPv6 /64 are one, and a mapped IPv4 address is itself", () => {
  expect(addressPrefix("2001:db8:1:2:aaaa::1")).toBe(addressPrefix("2001:db8:1:2::ffff"));
  expect(addressPrefix("2001:db8:1:3::1")).not.toBe(addressPrefix("2001:db8:1:2::1"));
  expect(addressPrefix("::ffff:192.0.2.7")).toBe("192.0.2.7");
  expect(addressPrefix("not an address")).toBe("unknown");
});

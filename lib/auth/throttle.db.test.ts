import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { type SignInContext, signInWithPassword, signInWithProof } from "./credentials.ts";
import { rememberDevice } from "./devices.ts";
import type { SignInLookup } from "./lookup-port.ts";
import { hashPassword } from "./passwords.ts";
import { admit, type ThrottleSubject, throttleKeys } from "./throttle.ts";

const PASSWORD = "ada's long phrase";
const nobodyAsked: SignInLookup = async () => {
  throw new Error("nobody should be asked");
};
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
});

const context = (part: Partial<SignInContext> = {}): SignInContext => ({
  requestId: newId(),
  ip: null,
  userAgent: "test",
  ...part,
});

const makeUser = () =>
  db.user.create({ data: { email: `ada-${newId().slice(-12)}@example.org`, name: "Ada", passwordHash } });

/** As if this many tries had failed already; the next failure then costs a wait that no slow machine outlasts. */
async function failed(subject: ThrottleSubject, failures: number): Promise<void> {
  const row = { failures, lastFailure: new Date(), nextTryAt: new Date(Date.now() - 1) };
  for (const key of throttleKeys(subject))
    await db.signInThrottle.upsert({ where: { key }, create: { key, ...row }, update: row });
}

describe("delays", () => {
  test("wrong passwords cost a wait, which the right one has to sit out as well", async () => {
    const user = await makeUser();
    await failed({ email: user.email, ip: null }, 9);
    await signInWithPassword({ email: user.email, password: "not it" }, context(), nobodyAsked);
    const result = await signInWithPassword(
      { email: user.email, password: PASSWORD },
      context(),
      nobodyAsked,
    );
    if (result.outcome !== "throttled") throw new Error(result.outcome);
    expect(result.retryAfterSeconds).toBeGreaterThan(20);
    expect(result.retryAfterSeconds).toBeLessThanOrEqual(32);
  });

  test("a hundred tries at once are a hundred tries", async () => {
    const email = `flood-${newId().slice(-12)}@example.org`;
    const tries = await Promise.all(Array.from({ length: 40 }, () => admit({ email, ip: null })));
    const admitted = tries.filter((one) => one.admitted).length;
    expect(admitted).toBeGreaterThanOrEqual(5);
    // Five at once; a slow machine outlasts the first waits of one and two seconds.
    expect(admitted).toBeLessThanOrEqual(7);
  });

  test("a class that signs in at once from one address gets in, all of it", async () => {
    const people = await Promise.all(Array.from({ length: 30 }, makeUser));
    const classroom = context({ ip: "198.51.100.7" });
    const results = await Promise.all(
      people.map(({ email }) => signInWithPassword({ email, password: PASSWORD }, classroom, nobodyAsked)),
    );
    expect(results.map((result) => result.outcome)).toEqual(people.map(() => "signed_in"));
  });

  test("guesses at many accounts at once from one address close that address for a while", async () => {
    const guesser = context({ ip: "203.0.113.9" });
    const guess = () =>
      signInWithPassword({ email: `${newId()}@example.org`, password: "guess" }, guesser, nobodyAsked);
    await Promise.all(Array.from({ length: 30 }, guess));
    const next = await guess();
    if (next.outcome !== "throttled") throw new Error(next.outcome);
    expect(next.retryAfterSeconds).toBeGreaterThan(60);
  });

  test("an attacker's failures do not keep out a device that signed in before", async () => {
    const user = await makeUser();
    const deviceCookie = rememberDevice(undefined, user.email);
    const attacker = context({ ip: "192.0.2.66" });
    await failed({ email: user.email, ip: attacker.ip }, 25);
    await signInWithPassword({ email: user.email, password: "guess" }, attacker, nobodyAsked);
    const blocked = await signInWithPassword(
      { email: user.email, password: PASSWORD },
      attacker,
      nobodyAsked,
    );
    expect(blocked.outcome).toBe("throttled");
    const own = context({ ip: "192.0.2.66", deviceCookie });
    const result = await signInWithPassword({ email: user.email, password: PASSWORD }, own, nobodyAsked);
    expect(result.outcome).toBe("signed_in");
  });

  test("a code from the mail gets in while passwords wait", async () => {
    const user = await makeUser();
    await failed({ email: user.email, ip: null }, 9);
    await signInWithPassword({ email: user.email, password: "guess" }, context(), nobodyAsked);
    expect((await signInWithProof(user.id, "code", context(), nobodyAsked)).outcome).toBe("signed_in");
  });

  test("a right password makes the account's failures forgotten", async () => {
    const user = await makeUser();
    for (let n = 0; n < 3; n++)
      await signInWithPassword({ email: user.email, password: "not it" }, context(), nobodyAsked);
    await signInWithPassword({ email: user.email, password: PASSWORD }, context(), nobodyAsked);
    for (let n = 0; n < 4; n++) {
      const result = await signInWithPassword(
        { email: user.email, password: "not it" },
        context(),
        nobodyAsked,
      );
      expect(result.outcome).toBe("invalid_credentials");
    }
  });
});

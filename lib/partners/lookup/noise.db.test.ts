import { afterAll, beforeAll, expect, it } from "vitest";
import type { Mode } from "#bin/simulator/modes.ts";
import { signInWithProof } from "#lib/auth/credentials.ts";
import type { SignInLookup } from "#lib/auth/lookup-port.ts";
import { flushReports } from "#lib/observability/report.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { type ObservedWorld, startObservedWorld } from "#prisma/lookup-world.ts";
import { LOOKUP_SECRET } from "../schema.ts";
import { signInLookup } from "./sign-in.ts";

/*
 * Hundreds of sign-ins behind a partner that fails in every quick way, each failure real, and one error among them that
 * nobody foresaw. (The policy alone, with ten thousand: lib/observability/report.test.ts.)
 */

const SIGN_INS = 400;
/** Each of them checks, asks and records for real, on a machine that may be building beside it. */
const TIMEOUT_MS = 120_000;
/** Fewer than open the breaker: every sign-in really asks. */
const BATCH = 4;
const UNKNOWN_AT = 267;
const FAULTS: Mode[] = ["server_error", "unauthorized", "truncated_json", "redirect", "reset"];

let world: ObservedWorld;

beforeAll(async () => {
  world = await startObservedWorld();
});
afterAll(() => world.stop());

it(
  "hundreds of failed lookups and one unknown error among them: a handful of warnings, the error there, all signed in",
  async () => {
    const person = await world.makePerson();
    let asked = 0;
    const lookup: SignInLookup = async (input) => {
      asked += 1;
      if (asked === UNKNOWN_AT) throw new TypeError("the one that nobody foresaw");
      return signInLookup(input);
    };
    const signIn = () => {
      const context = { requestId: newId(), ip: null, userAgent: "noise" };
      return signInWithProof(person.userId, "code", context, lookup);
    };
    for (let batch = 0; batch * BATCH < SIGN_INS; batch++) {
      // New settings of a partner start its breaker afresh.
      const lookupSecretSealed = seal(LOOKUP_SECRET, `secret ${batch}`);
      await db.partner.update({ where: { id: person.partnerId }, data: { lookupSecretSealed } });
      await world.simulator.setMode(FAULTS[batch % FAULTS.length] ?? "reset", person.externalId);
      const results = await Promise.all(Array.from({ length: BATCH }, signIn));
      expect(results.map((result) => result.outcome)).toEqual(Array(BATCH).fill("signed_in"));
    }
    await flushReports(5_000);
    await world.sink.waitForEvent(
      (event) => event.exception?.values?.[0]?.value === "the one that nobody foresaw",
    );

    const known = world.sink.events.filter((event) => event.tags?.noise === "known");
    const kinds = known.map((event) => event.fingerprint?.[2]).sort();
    expect(kinds).toEqual(["malformed", "misconfigured", "redirect", "server_error", "unreachable"]);
    expect(world.sink.events.filter((event) => event.level === "error")).toHaveLength(1);
    // Quiet in Sentry is not blind: every failure is counted.
    const counted = await db.partnerFailure.aggregate({
      where: { partnerId: person.partnerId },
      _sum: { count: true },
    });
    expect(counted._sum.count).toBe(SIGN_INS - 1);
  },
  TIMEOUT_MS,
);

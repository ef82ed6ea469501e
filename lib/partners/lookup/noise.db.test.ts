import * as Sentry from "@sentry/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Mode } from "#bin/simulator/modes.ts";
import { type SentrySink, startSink } from "#e2e/sink.ts";
import { signInWithProof } from "#lib/auth/credentials.ts";
import type { SignInLookup } from "#lib/auth/lookup-port.ts";
import { flushReports } from "#lib/observability/report.ts";
import { initWorkerObservability } from "#lib/observability/worker.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { type LookupWorld, startLookupWorld } from "#prisma/lookup-world.ts";
import { LOOKUP_SECRET } from "../schema.ts";
import { signInLookup } from "./sign-in.ts";

/*
 * Hundreds of sign-ins behind a partner that fails in every quick way, each failure real, and one error among them that
 * nobody foresaw. (The policy alone, with ten thousand: lib/observability/report.test.ts.)
 */

const SIGN_INS = 400;
/** Fewer than open the breaker: every sign-in really asks. */
const BATCH = 4;
const UNKNOWN_AT = 267;
const FAULTS: Mode[] = ["server_error", "unauthorized", "truncated_json", "redirect", "reset"];

let world: LookupWorld;
let sink: SentrySink;
const quiet = [
  vi.spyOn(process.stderr, "write").mockReturnValue(true),
  vi.spyOn(process.stdout, "write").mockReturnValue(true),
];

beforeAll(async () => {
  sink = await startSink();
  process.env.SENTRY_DSN = sink.dsn;
  world = await startLookupWorld((list) => {
    process.env.EGRESS_ALLOW = list;
  });
  initWorkerObservability();
});
afterAll(async () => {
  for (const spy of quiet) spy.mockRestore();
  await Sentry.close(500);
  await world.stop();
  await sink.stop();
});

it("hundreds of failed lookups and one unknown error among them: a handful of warnings, the error there, all signed in", async () => {
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
  await sink.waitForEvent((event) => event.exception?.values?.[0]?.value === "the one that nobody foresaw");

  const known = sink.events.filter((event) => event.tags?.noise === "known");
  const kinds = known.map((event) => event.fingerprint?.[2]).sort();
  expect(kinds).toEqual(["malformed", "misconfigured", "redirect", "server_error", "unreachable"]);
  expect(sink.events.filter((event) => event.level === "error")).toHaveLength(1);
  // Quiet in Sentry is not blind: every failure is counted.
  const counted = await db.partnerFailure.aggregate({
    where: { partnerId: person.partnerId },
    _sum: { count: true },
  });
  expect(counted._sum.count).toBe(SIGN_INS - 1);
});

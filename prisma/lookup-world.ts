import * as Sentry from "@sentry/core";
import { expect, vi } from "vitest";
import type { Mode } from "#bin/simulator/modes.ts";
import { type Simulator, startSimulator } from "#bin/simulator/server.ts";
import { type SentrySink, startSink } from "#e2e/sink.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { initWorkerObservability } from "#lib/observability/worker.ts";
import { closeEgress } from "#lib/partners/egress.ts";
import { signInLookup } from "#lib/partners/lookup/sign-in.ts";
import type { LookupKind } from "#lib/partners/lookup/types.ts";
import { LOOKUP_SECRET } from "#lib/partners/schema.ts";
import { seal } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "./factories.ts";

/* A partner's service that really listens, and people whom partners sent, for tests of the lookup. */

/** Modes that answer every request alike. */
export type FixedMode = Exclude<Mode, "mixed" | "flapping">;

/**
 * What each mode comes to. Where a machine's resolver or its TLS may put a fault into one of two words, both are right.
 */
export const EXPECTED_KINDS: Record<FixedMode, LookupKind[]> = {
  active: ["ok"],
  denied: ["denied"],
  refused: ["unreachable"],
  reset: ["unreachable"],
  dns_failure: ["misconfigured", "unreachable", "timeout"],
  tls_error: ["misconfigured"],
  slow_headers: ["timeout"],
  slow_body: ["timeout"],
  never_answers: ["timeout"],
  redirect: ["redirect"],
  bad_request: ["misconfigured"],
  unauthorized: ["misconfigured"],
  forbidden: ["misconfigured"],
  denies_other: ["malformed"],
  not_found: ["not_found"],
  wrong_path: ["misconfigured"],
  throttled: ["rate_limited"],
  server_error: ["server_error"],
  unavailable_html: ["server_error"],
  truncated_json: ["malformed"],
  huge_body: ["malformed"],
  wrong_type: ["malformed"],
  wrong_candidate: ["malformed"],
  wrong_schema: ["malformed"],
};

/** A person whom a partner with a lookup address sent. */
export interface Person {
  userId: string;
  candidateId: string;
  externalId: string;
  partnerId: string;
}

export interface LookupWorld {
  simulator: Simulator;
  orgId: string;
  versionId: string;
  /** A person with a partner of their own, whose address shows this mode. */
  makePerson: (mode?: Mode, part?: { sealed?: string }) => Promise<Person>;
  stop: () => Promise<void>;
}

/** To be started before anything reads the environment: it lets the portal call the simulator. */
export async function startLookupWorld(): Promise<LookupWorld> {
  const simulator = await startSimulator({ mode: "active" });
  process.env.EGRESS_ALLOW = `${simulator.address},no-such-partner.invalid:${simulator.port}`;
  const { orgId } = await makeStaff();
  const { versionId } = await makeAssessment(orgId);
  const makePerson: LookupWorld["makePerson"] = async (mode = "active", part = {}) => {
    const partner = await makePartner(orgId);
    const lookupSecretSealed = part.sealed ?? seal(LOOKUP_SECRET, "a-shared-secret");
    await db.partner.update({
      where: { id: partner.id },
      data: { lookupUrl: simulator.lookupUrl(mode), lookupSecretSealed },
    });
    const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
    const made = await makeCandidate(orgId, versionId, { partnerId: partner.id, userId: user.id });
    const { id, externalId } = made.candidate;
    return { userId: user.id, candidateId: id, externalId: externalId ?? "", partnerId: partner.id };
  };
  const stop = async () => {
    await simulator.stop();
    await closeEgress();
  };
  return { simulator, orgId, versionId, makePerson, stop };
}

export interface ObservedWorld extends LookupWorld {
  /** Where everything arrives that Sentry would be told. */
  sink: SentrySink;
}

/** A lookup world whose reports reach a real envelope sink, and whose log lines do not reach the console. */
export async function startObservedWorld(): Promise<ObservedWorld> {
  const quiet = [process.stderr, process.stdout].map((stream) =>
    vi.spyOn(stream, "write").mockReturnValue(true),
  );
  const sink = await startSink();
  process.env.SENTRY_DSN = sink.dsn;
  const world = await startLookupWorld();
  initWorkerObservability();
  const stop = async () => {
    for (const spy of quiet) spy.mockRestore();
    await Sentry.close(500);
    await world.stop();
    await sink.stop();
  };
  return { ...world, sink, stop };
}

/** Asks as sign-in does; `tookMs` is what sign-in would have waited. */
export async function askAsSignIn(person: Person) {
  const start = performance.now();
  const requestId = newId();
  const summary = await signInLookup({ userId: person.userId, requestId, deadlineMs: LOOKUP_BUDGET_MS });
  return { ...summary, requestId, tookMs: performance.now() - start };
}

/** A session that a sign-in without the partner's answer opened. */
export function openUnconfirmedSession(userId: string) {
  const absoluteExpiresAt = new Date(Date.now() + 3_600_000);
  return db.session.create({ data: { userId, sidHash: newId(), lookup: "unconfirmed", absoluteExpiresAt } });
}

/** The candidate as it stands now. */
export function candidateOf(person: Person) {
  return db.candidate.findUniqueOrThrow({ where: { id: person.candidateId } });
}

/** The last question put about this person. */
export async function newestLookup({ candidateId }: Person) {
  // A sign-in whose time was up does not wait for its own record.
  await expect.poll(() => db.partnerLookup.count({ where: { candidateId } })).toBeGreaterThan(0);
  return db.partnerLookup.findFirstOrThrow({ where: { candidateId }, orderBy: { id: "desc" } });
}

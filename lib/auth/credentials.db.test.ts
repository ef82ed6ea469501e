import { beforeAll, describe, expect, test } from "vitest";
import { db, disconnectDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";
import { type SignInContext, signInWithPassword, signInWithProof } from "./credentials.ts";
import { askPartner } from "./lookup.ts";
import type { LookupSummary, SignInLookup } from "./lookup-port.ts";
import { hashPassword } from "./passwords.ts";
import { findLiveSession, revokeSession } from "./sessions.ts";

const PASSWORD = "ada's long phrase";
const nobodyAsked: SignInLookup = async () => {
  throw new Error("nobody should be asked");
};
const answers = (answer: Partial<LookupSummary>): SignInLookup => {
  return async () => ({ verdict: "confirmed", durationMs: 5, ...answer });
};

let passwordHash: string;
let versionId: string;
let orgId: string;
let partnerId: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  orgId = (await makeStaff()).orgId;
  versionId = (await makeAssessment(orgId)).versionId;
  partnerId = (await makePartner(orgId)).id;
});

const context = (part: Partial<SignInContext> = {}): SignInContext => ({
  requestId: newId(),
  ip: null,
  userAgent: "test",
  ...part,
});

const makeUser = () =>
  db.user.create({ data: { email: `ada-${newId().slice(-12)}@example.org`, name: "Ada", passwordHash } });

/** A person with one candidate record, sourced by the partner unless told otherwise. */
async function makePerson(part: { deniedAt?: Date; withdrawnAt?: Date; partnerId?: string | null } = {}) {
  const user = await makeUser();
  const { partnerId: given = partnerId, deniedAt, ...rest } = part;
  const { candidate } = await makeCandidate(orgId, versionId, {
    ...rest,
    ...(deniedAt ? { deniedAt, lookupState: "denied" } : {}),
    ...(given ? { partnerId: given } : {}),
    email: user.email,
    userId: user.id,
  });
  return { user, candidate };
}

const journalOf = (requestId: string) => db.signInAttempt.findMany({ where: { requestId } });

describe("who gets in", () => {
  test("a right password opens a session and a line in the journal", async () => {
    const user = await makeUser();
    const from = context();
    const result = await signInWithPassword(
      { email: ` ${user.email.toUpperCase()}`, password: PASSWORD },
      from,
      nobodyAsked,
    );
    if (result.outcome !== "signed_in") throw new Error(result.outcome);
    expect(await findLiveSession(result.session.sid)).toMatchObject({ userId: user.id, membership: null });
    expect(await db.session.count({ where: { sidHash: result.session.sid } })).toBe(0);
    expect(await journalOf(from.requestId)).toMatchObject([
      { outcome: "signed_in", reason: "password", userId: user.id },
    ]);
  });

  test("an unknown address and a wrong password read the same, and only the journal knows which", async () => {
    const user = await makeUser();
    const [known, unknown] = [context(), context()];
    const wrong = await signInWithPassword({ email: user.email, password: "not it" }, known, nobodyAsked);
    const nobody = await signInWithPassword(
      { email: `no-${user.email}`, password: "not it" },
      unknown,
      nobodyAsked,
    );
    expect(wrong).toEqual({ outcome: "invalid_credentials" });
    expect(nobody).toEqual(wrong);
    expect(await journalOf(known.requestId)).toMatchObject([{ reason: "wrong_password" }]);
    expect(await journalOf(unknown.requestId)).toMatchObject([{ reason: "unknown_address" }]);
  });

  test.each([
    "my secret password",
    "ada\u0000@example.org",
    "ada@example.org\u0000",
    "ada\ud800@example.org",
  ])("what is no address is refused, and what was typed is not kept: %j", async (email) => {
    const from = context();
    const result = await signInWithPassword({ email, password: "x\u0000" }, from, nobodyAsked);
    expect(result).toEqual({ outcome: "invalid_credentials" });
    expect(await journalOf(from.requestId)).toMatchObject([{ email: "(not an address)" }]);
  });

  test("a recorded withdrawal blocks the right password only, and names the organisation", async () => {
    const withdrawnAt = new Date();
    const { user } = await makePerson({ withdrawnAt });
    const wrong = await signInWithPassword({ email: user.email, password: "not it" }, context(), nobodyAsked);
    expect(wrong.outcome).toBe("invalid_credentials");
    const from = context();
    const right = await signInWithPassword({ email: user.email, password: PASSWORD }, from, nobodyAsked);
    expect(right).toMatchObject({
      ...{ outcome: "access_withdrawn", by: "team_withdrew", partnerName: null },
      orgName: expect.stringContaining("Organisation"),
    });
    expect(await journalOf(from.requestId)).toMatchObject([
      { reason: "team_withdrew", endedAt: withdrawnAt, partnerId },
    ]);
  });

  test("a recorded denial stays in force without asking again", async () => {
    const { user } = await makePerson({ deniedAt: new Date() });
    const result = await signInWithPassword(
      { email: user.email, password: PASSWORD },
      context(),
      nobodyAsked,
    );
    expect(result.outcome).toBe("access_withdrawn");
  });

  test("a person with another live record gets in in spite of it", async () => {
    const { user } = await makePerson({ deniedAt: new Date() });
    await makeCandidate(orgId, versionId, { email: user.email, userId: user.id });
    const result = await signInWithPassword(
      { email: user.email, password: PASSWORD },
      context(),
      nobodyAsked,
    );
    expect(result.outcome).toBe("signed_in");
  });

  test("a disabled account is closed", async () => {
    const user = await makeUser();
    await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    const from = context();
    const result = await signInWithPassword({ email: user.email, password: PASSWORD }, from, nobodyAsked);
    expect(result).toMatchObject({ outcome: "access_withdrawn", by: "account_disabled", partnerName: null });
    expect(await journalOf(from.requestId)).toMatchObject([{ reason: "account_disabled" }]);
  });

  test("an older hash is renewed at sign-in", async () => {
    const { hash } = await import("@node-rs/argon2");
    const { hmac } = await import("#lib/platform/crypto.ts");
    const old = await hash(hmac("password-pepper", PASSWORD), {
      memoryCost: 8192,
      timeCost: 1,
      parallelism: 1,
    });
    const user = await makeUser();
    await db.user.update({ where: { id: user.id }, data: { passwordHash: old } });
    const result = await signInWithPassword(
      { email: user.email, password: PASSWORD },
      context(),
      nobodyAsked,
    );
    expect(result.outcome).toBe("signed_in");
    const renewed = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(renewed.passwordHash).toContain("m=19456,t=2,p=1");
  });
});

describe("the partner's word", () => {
  const signIn = async (lookup: SignInLookup) => {
    const { user, candidate } = await makePerson();
    const from = context();
    const result = await signInWithPassword({ email: user.email, password: PASSWORD }, from, lookup);
    const session = await db.session.findFirst({ where: { userId: user.id } });
    const [line] = await journalOf(from.requestId);
    return { result, session, line, candidate };
  };

  test("a wrong password asks nobody", async () => {
    const { user } = await makePerson();
    const result = await signInWithPassword(
      { email: user.email, password: "not it" },
      context(),
      nobodyAsked,
    );
    expect(result.outcome).toBe("invalid_credentials");
  });

  test("a confirmation is noted", async () => {
    const { result, session, line } = await signIn(answers({ outcome: "ok", durationMs: 42, partnerId }));
    expect(result.outcome).toBe("signed_in");
    expect(session?.lookup).toBe("confirmed");
    expect(line).toMatchObject({ lookupOutcome: "ok", lookupMs: 42, partnerId });
  });

  test("no usable answer signs in and marks the session", async () => {
    const { result, session, line } = await signIn(
      answers({ verdict: "unconfirmed", outcome: "timeout", reason: "TimeoutError: ask ada@example.org" }),
    );
    expect(line?.lookupDetail).toBe("TimeoutError: ask [e-mail]");
    expect(result.outcome).toBe("signed_in");
    expect(session?.lookup).toBe("unconfirmed");
    expect(line).toMatchObject({ outcome: "signed_in", lookupOutcome: "timeout" });
  });

  test("a denial of the only record blocks, and no session is opened", async () => {
    const { user, candidate } = await makePerson();
    const denied = answers({ verdict: "denied", outcome: "denied", candidateId: candidate.id });
    const result = await signInWithPassword({ email: user.email, password: PASSWORD }, context(), denied);
    expect(result).toMatchObject({ outcome: "access_withdrawn", orgName: expect.any(String) });
    expect(await db.session.count({ where: { userId: user.id } })).toBe(0);
  });

  test("a denial that names nobody of theirs does not block", async () => {
    const { result } = await signIn(answers({ verdict: "denied", candidateId: newId() }));
    expect(result.outcome).toBe("signed_in");
  });

  test("a lookup that throws keeps nobody out", async () => {
    const { result, session } = await signIn(nobodyAsked);
    expect(result.outcome).toBe("signed_in");
    expect(session?.lookup).toBe("unconfirmed");
  });

  test("nor does one that answers nonsense", async () => {
    const { result, session } = await signIn((async () => undefined) as unknown as SignInLookup);
    expect(result.outcome).toBe("signed_in");
    expect(session?.lookup).toBe("unconfirmed");
  });

  test("one that hangs is left behind at its deadline", async () => {
    const hangs: SignInLookup = () => new Promise(() => undefined);
    const start = performance.now();
    const answer = await askPartner(hangs, { userId: "u", requestId: newId() }, { id: "u" }, 50);
    expect(answer).toMatchObject({ verdict: "unconfirmed", outcome: "bug" });
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe("sessions", () => {
  test("a session that was ended, is over, or whose account was closed is none", async () => {
    const user = await makeUser();
    const open = async () => {
      const result = await signInWithProof(user.id, "code", context(), nobodyAsked);
      if (result.outcome !== "signed_in") throw new Error(result.outcome);
      return result.session;
    };
    const [ended, over, closed] = [await open(), await open(), await open()];
    await revokeSession(ended.sid, "signed_out");
    expect(await findLiveSession(ended.sid)).toBeNull();
    await db.session.update({
      where: { id: over.id },
      data: { createdAt: new Date(Date.now() - 7_200_000), absoluteExpiresAt: new Date(Date.now() - 1) },
    });
    expect(await findLiveSession(over.sid)).toBeNull();
    expect(await findLiveSession(closed.sid)).not.toBeNull();
    await db.user.update({ where: { id: user.id }, data: { disabledAt: new Date() } });
    expect(await findLiveSession(closed.sid)).toBeNull();
  });
});

test("a database that is away is our fault, and never a wrong password", async () => {
  const { env } = await import("#lib/platform/env.ts");
  const settings = env();
  const there = settings.DATABASE_URL;
  await disconnectDb();
  settings.DATABASE_URL = "postgresql://nobody:nothing@127.0.0.1:1/none";
  try {
    const from = context();
    const result = await signInWithPassword(
      { email: "ada@example.org", password: PASSWORD },
      from,
      nobodyAsked,
    );
    expect(result).toEqual({ outcome: "service_unavailable", reference: from.requestId });
    const proof = await signInWithProof(newId(), "code", from, nobodyAsked);
    expect(proof.outcome).toBe("service_unavailable");
  } finally {
    await disconnectDb();
    settings.DATABASE_URL = there;
  }
});

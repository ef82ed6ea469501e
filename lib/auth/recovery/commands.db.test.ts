import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId, newToken } from "#lib/platform/ids.ts";
import type { SignInContext } from "../credentials.ts";
import { rememberDevice } from "../devices.ts";
import type { SignInLookup } from "../lookup-port.ts";
import { hashPassword, verifyPassword } from "../passwords.ts";
import { findLiveSession, openSession } from "../sessions.ts";
import {
  allowMailRequest,
  newCodeBrowser,
  resetPassword,
  sendPasswordReset,
  sendSignInCode,
  signInWithCode,
  signInWithLink,
} from "./commands.ts";
import { getTokenState } from "./queries.ts";

const lookup: SignInLookup = async () => ({ verdict: "not_applicable", durationMs: 0 });
const context: SignInContext = { requestId: newId(), ip: null, userAgent: null };

const makeUser = async () =>
  db.user.create({
    data: {
      email: `ada-${newId().slice(-12)}@example.org`,
      name: "Ada",
      passwordHash: await hashPassword("ada's long phrase"),
    },
  });

async function mailTo(email: string, kind: string) {
  const mail = await db.mailMessage.findFirst({ where: { to: email, kind }, orderBy: { id: "desc" } });
  const text = mail?.text ?? "";
  return {
    code: /\d{4} \d{4}/.exec(text)?.[0] ?? "",
    secret: /https?:\/\/\S+\/([\w-]{43})\b/.exec(text)?.[1] ?? "",
  };
}

describe("a code by mail", () => {
  test("works once, in the browser that asked for it", async () => {
    const { email } = await makeUser();
    const browser = newCodeBrowser(email);
    await sendSignInCode(email, browser);
    const { code } = await mailTo(email, "sign_in_code");
    expect(await signInWithCode({ email, code, browser: newCodeBrowser(email) }, context, lookup)).toBeNull();
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toMatchObject({
      outcome: "signed_in",
    });
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toBeNull();
  });

  test("is over after ten minutes", async () => {
    const { id, email } = await makeUser();
    const browser = newCodeBrowser(email);
    await sendSignInCode(email, browser);
    const { code, secret } = await mailTo(email, "sign_in_code");
    await db.oneTimeToken.updateMany({ where: { userId: id }, data: { expiresAt: new Date() } });
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toBeNull();
    expect(await getTokenState("sign_in_link", secret)).toBe("expired");
  });

  test("cannot be guessed for long, and guesses count only for the browser that makes them", async () => {
    const { email } = await makeUser();
    const [theirs, mine] = [newCodeBrowser(email), newCodeBrowser(email)];
    await sendSignInCode(email, mine);
    const { code } = await mailTo(email, "sign_in_code");
    const guess = (browser: string, n: number) =>
      signInWithCode({ email, code: String(10_000_000 + n), browser }, context, lookup);
    for (let n = 0; n < 5; n++) expect(await guess(theirs, n)).toBeNull();
    await expect(guess(theirs, 6)).rejects.toMatchObject({ code: "throttled" });
    expect(await signInWithCode({ email, code, browser: mine }, context, lookup)).toMatchObject({
      outcome: "signed_in",
    });
  });

  test("a browser that we gave nothing for this address guesses nothing, however often", async () => {
    const { email } = await makeUser();
    const forged = newToken();
    const browser = newCodeBrowser("somebody-else@example.org");
    await sendSignInCode(email, browser);
    const { code } = await mailTo(email, "sign_in_code");
    for (let n = 0; n < 8; n++)
      expect(await signInWithCode({ email, code: "12345678", browser: forged }, context, lookup)).toBeNull();
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toBeNull();
  });

  test("somebody else's request takes no code, link or reset away", async () => {
    const { email } = await makeUser();
    const browser = newCodeBrowser(email);
    await sendSignInCode(email, browser);
    const { code, secret } = await mailTo(email, "sign_in_code");
    await sendPasswordReset(email);
    const reset = await mailTo(email, "password_reset");
    await sendSignInCode(email, newCodeBrowser(email));
    await sendPasswordReset(email);
    expect(await getTokenState("sign_in_link", secret)).toBe("ready");
    expect(await getTokenState("password_reset", reset.secret)).toBe("ready");
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toMatchObject({
      outcome: "signed_in",
    });
    expect(await getTokenState("sign_in_link", secret)).toBe("used");
  });

  test("an address without an account gets no mail, and is limited like any other", async () => {
    const email = `nobody-${newId().slice(-12)}@example.org`;
    await sendSignInCode(email, newCodeBrowser(email));
    expect(await db.mailMessage.count({ where: { to: email } })).toBe(0);
    const ip = "192.0.2.1";
    for (let n = 0; n < 5; n++) await allowMailRequest(email, { ip });
    await expect(allowMailRequest(email, { ip })).rejects.toMatchObject({ code: "throttled" });
  });

  test("whoever asks too often stops only themselves; a flood stops before the inbox is full", async () => {
    const email = `ada-${newId().slice(-12)}@example.org`;
    const askAs = (ip: string | null, deviceCookie?: string) => allowMailRequest(email, { ip, deviceCookie });
    for (let n = 0; n < 5; n++) await askAs("198.51.100.7");
    await expect(askAs("198.51.100.7")).rejects.toMatchObject({ code: "throttled" });
    await askAs("203.0.113.9");
    for (let n = 0; n < 24; n++) await askAs(`198.51.100.${n + 20}`);
    await expect(askAs("198.51.100.99")).rejects.toMatchObject({ code: "throttled" });
    const known = rememberDevice(undefined, email);
    for (let n = 0; n < 5; n++) await askAs("198.51.100.7", known);
    await expect(askAs("198.51.100.7", known)).rejects.toMatchObject({ code: "throttled" });
  });
});

describe("a link by mail", () => {
  test("is not used up by looking at it, works once, and takes the code with it", async () => {
    const { email } = await makeUser();
    const browser = newCodeBrowser(email);
    await sendSignInCode(email, browser);
    const { code, secret } = await mailTo(email, "sign_in_code");
    expect(await getTokenState("sign_in_link", secret)).toBe("ready");
    expect(await getTokenState("sign_in_link", secret)).toBe("ready");
    expect(await getTokenState("password_reset", secret)).toBe("unknown");
    const both = await Promise.all([1, 2].map(() => signInWithLink(secret, context, lookup)));
    expect(both.filter((result) => result?.outcome === "signed_in")).toHaveLength(1);
    expect(await signInWithCode({ email, code, browser }, context, lookup)).toBeNull();
  });
});

describe("a new password", () => {
  test("is set once by the link, and ends every session", async () => {
    const user = await makeUser();
    await openSession({ userId: user.id, lookup: "not_applicable", userAgent: null, ip: null });
    await sendPasswordReset(user.email);
    const { secret } = await mailTo(user.email, "password_reset");
    await expect(resetPassword(secret, "password1")).rejects.toMatchObject({ code: "invalid" });
    await resetPassword(secret, "ada's second phrase");
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(await verifyPassword(passwordHash, "ada's second phrase")).toBe(true);
    expect(await db.session.count({ where: { userId: user.id, revokedAt: null } })).toBe(0);
    await expect(resetPassword(secret, "ada's third phrase")).rejects.toMatchObject({ code: "gone" });
  });
});

describe("the first proof of a mailbox", () => {
  const session = { lookup: "not_applicable" as const, userAgent: null, ip: null };

  async function hijacked() {
    const user = await makeUser();
    const theirs = await openSession({ ...session, userId: user.id });
    const state = async () => {
      const { passwordHash, emailProvenAt } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
      return { hasPassword: passwordHash !== null, isProven: emailProvenAt !== null };
    };
    return { user, theirs, state };
  }

  test.each(["code", "link"])("by %s voids an earlier password and ends what it opened", async (way) => {
    const { user, theirs, state } = await hijacked();
    const browser = newCodeBrowser(user.email);
    await sendSignInCode(user.email, browser);
    const { code, secret } = await mailTo(user.email, "sign_in_code");
    const result =
      way === "code"
        ? await signInWithCode({ email: user.email, code, browser }, context, lookup)
        : await signInWithLink(secret, context, lookup);
    expect(result).toMatchObject({ outcome: "signed_in", passwordVoided: true });
    expect(await state()).toEqual({ hasPassword: false, isProven: true });
    expect(await findLiveSession(theirs.sid)).toBeNull();
    expect(result?.outcome === "signed_in" && (await findLiveSession(result.session.sid))).toBeTruthy();
    expect(await db.mailMessage.count({ where: { to: user.email, kind: "password_voided" } })).toBe(1);
  });

  test("by a reset keeps the password chosen with it, and later proofs keep it too", async () => {
    const { user, state } = await hijacked();
    await sendPasswordReset(user.email);
    await resetPassword((await mailTo(user.email, "password_reset")).secret, "ada's second phrase");
    expect(await state()).toEqual({ hasPassword: true, isProven: true });
    const mine = await openSession({ ...session, userId: user.id });
    const browser = newCodeBrowser(user.email);
    await sendSignInCode(user.email, browser);
    const { code } = await mailTo(user.email, "sign_in_code");
    const again = await signInWithCode({ email: user.email, code, browser }, context, lookup);
    expect(again).toMatchObject({ outcome: "signed_in", passwordVoided: false });
    expect(await state()).toEqual({ hasPassword: true, isProven: true });
    expect(await findLiveSession(mine.sid)).not.toBeNull();
  });
});

import { randomInt } from "node:crypto";
import { queueMail } from "#lib/mail/commands.ts";
import { passwordChangedMail, passwordResetMail, signInCodeMail } from "#lib/mail/templates.ts";
import { now } from "#lib/platform/clock.ts";
import { equalSecrets, hmac } from "#lib/platform/crypto.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { Email } from "#lib/platform/email.ts";
import { env } from "#lib/platform/env.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { newToken } from "#lib/platform/ids.ts";
import { type RateLimit, takeToken } from "#lib/platform/rate-limit.ts";
import type { SignInContext, SignInResult } from "../credentials.ts";
import { signInWithProof } from "../credentials.ts";
import { knownDevice } from "../devices.ts";
import type { SignInLookup } from "../lookup-port.ts";
import { noteMailboxProof } from "../mailbox-proof.ts";
import { hashPassword } from "../passwords.ts";
import { passwordProblem } from "../schema.ts";
import { revokeSessionsOf } from "../sessions.ts";
import { addressPrefix } from "../throttle.ts";
import { issueToken, spendToken, TOKEN_MINUTES, voidTokens } from "../tokens.ts";

/*
 * The ways in that need no password. What a page answers never depends on whether an account exists, so asking
 * returns nothing.
 */

/** Enough for a slow mailbox and a typing mistake. Counted per mailbox and asker: nobody uses up somebody else's. */
const MAILS_PER_ASKER: RateLimit = { capacity: 5, windowSeconds: 15 * 60 };
/** Whoever asks: beyond this an inbox is being filled. It takes many networks to get here. */
const MAILS_PER_MAILBOX: RateLimit = { capacity: 30, windowSeconds: 60 * 60 };
/** A test centre's candidates share one address. */
const MAILS_PER_NETWORK: RateLimit = { capacity: 60, windowSeconds: 15 * 60 };
/** 10⁸ codes, five guesses for each mail: even a flood of mails all day long is three guesses in 100,000. */
const CODE_TRIES: RateLimit = { capacity: 5, windowSeconds: 60 * 60 };
const CODE_DIGITS = 8;

const bucket = (what: string, whom: string) => `${what}:${hmac("rate-bucket", whom).slice(0, 40)}`;

async function limit(key: string, rate: RateLimit, words: string): Promise<void> {
  const verdict = await takeToken(key, rate);
  if (verdict.allowed) return;
  const minutes = Math.ceil(verdict.retryAfterSeconds / 60);
  throw new DomainError(
    "throttled",
    `${words} Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, then try again.`,
    {
      retryAfterSeconds: verdict.retryAfterSeconds,
    },
  );
}

/**
 * Refuses a flood of requests for mail, in the same words for known and unknown addresses. A browser that signed in to
 * the account before answers only for itself; any other one for its network, and only then for the mailbox.
 * @throws DomainError throttled
 */
export async function allowMailRequest(
  email: string,
  context: Pick<SignInContext, "ip" | "deviceCookie">,
): Promise<void> {
  const words = "Several mails are on their way already. Look in your spam folder too.";
  const device = knownDevice(context.deviceCookie, email);
  if (device) return limit(bucket("mail-device", `${device} ${email}`), MAILS_PER_ASKER, words);
  if (context.ip) {
    const network = addressPrefix(context.ip);
    const crowd = "Many mails were asked for from your network.";
    await limit(bucket("mail-asker", `${network} ${email}`), MAILS_PER_ASKER, words);
    await limit(bucket("mail-address", network), MAILS_PER_NETWORK, crowd);
  }
  await limit(bucket("mail-person", email), MAILS_PER_MAILBOX, words);
}

const browserMark = (email: string, secret: string) => hmac("code-browser", `${email} ${secret}`);

/** What a browser keeps from asking for a code until it enters it. Each code has its own. */
export function newCodeBrowser(email: string): string {
  const secret = newToken();
  return `${secret}.${browserMark(email, secret)}`;
}

/** Whether we gave this out for this address: who never asked has nothing to guess. Known without looking for an account. */
function isCodeBrowser(email: string, browser: string): boolean {
  const [secret = "", mark = ""] = browser.split(".");
  return equalSecrets(mark, browserMark(email, secret));
}

/** Ties a code to the browser that asked for it (ASVS 6.6.2): without the browser's secret the digits are worth nothing. */
const codeSecret = (email: string, browser: string, code: string) =>
  hmac("sign-in-code", `${email} ${browser} ${code}`);

/** The team on whose Outbox a person's mail stands: theirs, when it is the only one. */
async function onlyTeamOf(tx: Tx, userId: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ orgId: string }[]>`
    select "orgId" from membership where "userId" = ${userId}::uuid and "removedAt" is null
    union select "orgId" from candidate where "userId" = ${userId}::uuid limit 2`;
  return rows.length === 1 ? (rows[0]?.orgId ?? null) : null;
}

async function findOpenAccount(email: string) {
  return db.user.findFirst({
    where: { email, disabledAt: null, erasedAt: null },
    select: { id: true, email: true, locale: true },
  });
}

/**
 * Mails a code, and a link for another device, to an address that has an account; does nothing for one that has none.
 * @param browser what the asking browser keeps, from `newCodeBrowser`.
 */
export async function sendSignInCode(email: string, browser: string): Promise<void> {
  const user = await findOpenAccount(email);
  if (!user) return;
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, "0");
  await db.$transaction(async (tx) => {
    // What others asked for stays: a code belongs to its browser, and anybody may ask.
    await issueToken(tx, {
      userId: user.id,
      purpose: "sign_in_code",
      secret: codeSecret(user.email, browser, code),
    });
    const { secret } = await issueToken(tx, { userId: user.id, purpose: "sign_in_link" });
    const link = `${env().appUrl}/sign-in/link/${secret}`;
    const mail = signInCodeMail({
      locale: user.locale,
      code,
      link,
      minutes: TOKEN_MINUTES.sign_in_code,
    });
    await queueMail(tx, { orgId: await onlyTeamOf(tx, user.id), to: user.email, ...mail });
  });
}

/**
 * Signs in with a code from the mail, in the browser that asked for it.
 * @returns null when the code does not fit, was used or is over.
 * @throws DomainError throttled after five guesses.
 */
export async function signInWithCode(
  input: { email: string; code: string; browser: string },
  context: SignInContext,
  lookup: SignInLookup,
): Promise<SignInResult | null> {
  const email = Email.safeParse(input.email);
  const code = input.code.replace(/\D/g, "");
  if (!email.success || code.length !== CODE_DIGITS) return null;
  if (!isCodeBrowser(email.data, input.browser)) return null;
  await limit(bucket("code-try", input.browser), CODE_TRIES, "Several codes did not fit. Ask for a new one.");
  const spent = await db.$transaction(async (tx) => {
    const found = await spendToken(tx, "sign_in_code", codeSecret(email.data, input.browser, code));
    if (found) {
      await voidTokens(tx, found.userId, ["sign_in_code", "sign_in_link"]);
      const orgId = await onlyTeamOf(tx, found.userId);
      return { ...found, passwordVoided: await noteMailboxProof(tx, found.userId, { orgId }) };
    }
    return null;
  });
  return spent ? signInOnProof(spent, "code", context, lookup) : null;
}

async function signInOnProof(
  { userId, passwordVoided }: { userId: string; passwordVoided: boolean },
  proof: "code" | "link",
  context: SignInContext,
  lookup: SignInLookup,
): Promise<SignInResult> {
  const result = await signInWithProof(userId, proof, context, lookup);
  return result.outcome === "signed_in" ? { ...result, passwordVoided } : result;
}

/** Signs in with the link from the mail. @returns null when it is unknown, used or over. */
export async function signInWithLink(
  secret: string,
  context: SignInContext,
  lookup: SignInLookup,
): Promise<SignInResult | null> {
  const spent = await db.$transaction(async (tx) => {
    const found = await spendToken(tx, "sign_in_link", secret);
    if (found) {
      await voidTokens(tx, found.userId, ["sign_in_code", "sign_in_link"]);
      const orgId = await onlyTeamOf(tx, found.userId);
      return { ...found, passwordVoided: await noteMailboxProof(tx, found.userId, { orgId }) };
    }
    return null;
  });
  return spent ? signInOnProof(spent, "link", context, lookup) : null;
}

/** Mails a link for choosing a new password to an address that has an account; does nothing for one that has none. */
export async function sendPasswordReset(email: string): Promise<void> {
  const user = await findOpenAccount(email);
  if (!user) return;
  await db.$transaction(async (tx) => {
    const { secret } = await issueToken(tx, { userId: user.id, purpose: "password_reset" });
    const link = `${env().appUrl}/reset-password/${secret}`;
    const mail = passwordResetMail({
      locale: user.locale,
      link,
      minutes: TOKEN_MINUTES.password_reset,
    });
    await queueMail(tx, { orgId: await onlyTeamOf(tx, user.id), to: user.email, ...mail });
  });
}

/**
 * Sets a new password by the link from the mail, and ends every session: whoever had the old password is out.
 * @throws DomainError gone for a link that is unknown, used or over; invalid for a password that is too easy.
 */
export async function resetPassword(secret: string, password: string): Promise<void> {
  const refused = passwordProblem(password);
  if (refused) throw passwordError(refused);
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    const spent = await spendToken(tx, "password_reset", secret);
    if (!spent)
      throw new DomainError("gone", "This link was used already, or its hour is over. Ask for a new one.");
    const user = await tx.user.findUniqueOrThrow({
      where: { id: spent.userId },
      select: { id: true, email: true, name: true, locale: true },
    });
    const problem = passwordProblem(password, user);
    if (problem) throw passwordError(problem);
    await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    await voidTokens(tx, user.id, ["password_reset", "sign_in_code", "sign_in_link"]);
    await revokeSessionsOf(tx, user.id, "password_changed");
    const orgId = await onlyTeamOf(tx, user.id);
    await noteMailboxProof(tx, user.id, { orgId, keepPassword: true });
    const mail = passwordChangedMail({
      locale: user.locale,
      at: now(),
      link: `${env().appUrl}/forgot-password`,
    });
    await queueMail(tx, { orgId, to: user.email, ...mail });
  });
}

/** The refusal of a password, at its field. */
export function passwordError(detail: string): DomainError {
  return new DomainError("invalid", "The password needs a change.", {
    errors: [{ pointer: "/password", detail }],
  });
}

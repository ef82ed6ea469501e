"use server";

import { cookies } from "next/headers";
import { after } from "next/server";
import { z } from "zod";
import { EnteredEmail } from "#app/_edge/entered-email.ts";
import { currentRequestId, signInContext } from "#app/_edge/session.ts";
import { finishSignIn, recallTry, rememberTry } from "#app/_edge/sign-in.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { signInWithPassword } from "#lib/auth/credentials.ts";
import {
  allowMailRequest,
  newCodeBrowser,
  sendSignInCode,
  signInWithCode,
  signInWithLink,
} from "#lib/auth/recovery/commands.ts";
import { cookieAttributes } from "#lib/auth/session-token.ts";
import { reportFault } from "#lib/observability/report.ts";
import { signInLookup } from "#lib/partners/lookup/sign-in.ts";
import { Email } from "#lib/platform/email.ts";
import { DomainError } from "#lib/platform/errors.ts";

const SignIn = z
  .object({
    email: EnteredEmail,
    password: z.string().default(""),
    intent: z.enum(["password", "code"]).catch("password"),
    callbackUrl: z.string().optional(),
  })
  .refine((input) => input.intent === "code" || input.password !== "", {
    path: ["password"],
    error: "Enter your password.",
  });

/** The sign-in form: with a password, or asking for a code instead. */
export const signIn = spokenAction(SignIn, async ({ email, password, intent, callbackUrl }) => {
  if (intent === "code") return askForCode(email, callbackUrl);
  const result = await signInWithPassword({ email, password }, await signInContext(), signInLookup);
  return finishSignIn(result, { returnPath: callbackUrl, email });
});

const AskForCode = z.object({ email: EnteredEmail });

/** Asks for a code on its own page; where the person was going stays remembered. */
export const requestCode = spokenAction(AskForCode, async ({ email }) => {
  const { returnPath } = await recallTry();
  return askForCode(email, returnPath);
});

/** Ties the code to this browser; it is renewed with each code. */
const BROWSER_COOKIE = "assay.code";
const BROWSER_SECONDS = 10 * 60;

async function askForCode(typed: string, returnPath: string | undefined): Promise<{ redirectTo: string }> {
  const email = Email.parse(typed);
  await allowMailRequest(email, await signInContext());
  const browser = newCodeBrowser(email);
  (await cookies()).set(BROWSER_COOKIE, browser, { ...cookieAttributes(), maxAge: BROWSER_SECONDS });
  await rememberTry({ email, codeSent: true, ...(returnPath ? { returnPath } : {}) });
  const requestId = await currentRequestId();
  // After the answer: a known address must not take longer than an unknown one.
  after(async () => {
    try {
      await sendSignInCode(email, browser);
    } catch (error) {
      reportFault(error, { where: "sign-in code", requestId });
    }
  });
  return { redirectTo: "/sign-in/code" };
}

const EnterCode = z.object({
  code: z
    .string()
    .refine((value) => value.replace(/\D/g, "").length === 8, "Enter the 8 digits from the mail."),
});

/** Signs in with the code from the mail. */
export const enterCode = spokenAction(EnterCode, async ({ code }) => {
  const { email = "", returnPath } = await recallTry();
  const browser = (await cookies()).get(BROWSER_COOKIE)?.value ?? "";
  const result = await signInWithCode({ email, code, browser }, await signInContext(), signInLookup);
  if (!result) {
    const detail = "This code does not fit, or its 10 minutes are over. Check the digits, or send a new one.";
    throw new DomainError("invalid", "We could not use that code.", {
      errors: [{ pointer: "/code", detail }],
    });
  }
  if (result.outcome === "signed_in") (await cookies()).delete(BROWSER_COOKIE);
  return finishSignIn(result, { returnPath, email });
});

const FollowLink = z.object({ token: z.string().max(200) });

/** Spends the link from the mail. */
export const followLink = spokenAction(FollowLink, async ({ token }) => {
  const { returnPath } = await recallTry();
  const result = await signInWithLink(token, await signInContext(), signInLookup);
  if (!result)
    throw new DomainError(
      "gone",
      "This link was used already, or its 10 minutes are over. Ask for a new code.",
    );
  return finishSignIn(result, { returnPath });
});

"use server";

import { after } from "next/server";
import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { currentRequestId, signInContext } from "#app/_edge/session.ts";
import { allowMailRequest, resetPassword, sendPasswordReset } from "#lib/auth/recovery/commands.ts";
import { NewPassword } from "#lib/auth/schema.ts";
import { reportBug } from "#lib/observability/report.ts";
import { Email } from "#lib/platform/email.ts";

const AskForReset = z.object({ email: Email });

/** Asks for a link to choose a new password; the answer is the same for every address. */
export const requestReset = formAction(AskForReset, async ({ email }) => {
  await allowMailRequest(email, await signInContext());
  const requestId = await currentRequestId();
  after(async () => {
    try {
      await sendPasswordReset(email);
    } catch (error) {
      reportBug(error, { where: "password reset", requestId });
    }
  });
  return {
    message: `If ${email} has an account, a mail with a link is on its way. It works once, for an hour.`,
  };
});

const ChoosePassword = z.object({ token: z.string().max(200), password: NewPassword });

/** Spends the link and sets the password. */
export const choosePassword = formAction(ChoosePassword, async ({ token, password }) => {
  await resetPassword(token, password);
  return { redirectTo: "/sign-in?notice=password-changed" };
});

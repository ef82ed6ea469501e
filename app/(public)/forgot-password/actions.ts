"use server";

import { after } from "next/server";
import { z } from "zod";
import { EnteredEmail } from "#app/_edge/entered-email.ts";
import { currentRequestId, signInContext } from "#app/_edge/session.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { getWords } from "#app/_words/server.tsx";
import { allowMailRequest, resetPassword, sendPasswordReset } from "#lib/auth/recovery/commands.ts";
import { NewPassword } from "#lib/auth/schema.ts";
import { reportFault } from "#lib/observability/report.ts";
import { Email } from "#lib/platform/email.ts";

const AskForReset = z.object({ email: EnteredEmail });

/** Asks for a link to choose a new password; the answer is the same for every address. */
export const requestReset = spokenAction(AskForReset, async (input) => {
  const email = Email.parse(input.email);
  await allowMailRequest(email, await signInContext());
  const requestId = await currentRequestId();
  after(async () => {
    try {
      await sendPasswordReset(email);
    } catch (error) {
      reportFault(error, { where: "password reset", requestId });
    }
  });
  return { message: (await getWords("access"))("resetSent", { email }) };
});

const ChoosePassword = z.object({ token: z.string().max(200), password: NewPassword });

/** Spends the link and sets the password. */
export const choosePassword = spokenAction(ChoosePassword, async ({ token, password }) => {
  await resetPassword(token, password);
  return { redirectTo: "/sign-in?notice=password-changed" };
});

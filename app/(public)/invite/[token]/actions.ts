"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { getActor, signInContext } from "#app/_edge/session.ts";
import { actorOf, finishSignIn, refuseAtPassword, rememberTry } from "#app/_edge/sign-in.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { signInWithPassword, signInWithProof } from "#lib/auth/credentials.ts";
import { acceptInvitation } from "#lib/candidates/acceptance/commands.ts";
import { getInvitation } from "#lib/candidates/acceptance/queries.ts";
import { signInLookup } from "#lib/partners/lookup/sign-in.ts";

const Token = z.string().max(200);
const preFlight = (invitationId: string) => `/take/${invitationId}`;

/** Accepts with a new account's password, then signs in. */
export const acceptWithNewPassword = spokenAction(
  z.object({ token: Token, password: z.string() }),
  async ({ token, password }) => {
    const accepted = await acceptInvitation({ kind: "anonymous" }, { token, password });
    const result = await signInWithProof(accepted.userId, "invitation", await signInContext(), signInLookup);
    return finishSignIn(result, { returnPath: preFlight(accepted.invitationId) });
  },
);

/** Signs in to the account of the invited address, then accepts. */
export const signInAndAccept = spokenAction(
  z.object({ token: Token, password: z.string().min(1, "Enter your password.") }),
  async ({ token, password }) => {
    const invitation = await getInvitation({ kind: "anonymous" }, token);
    if (invitation.state === "unknown") return { redirectTo: `/invite/${token}` };
    const { email } = invitation;
    const result = await signInWithPassword({ email, password }, await signInContext(), signInLookup);
    await refuseAtPassword(result);
    if (result.outcome !== "signed_in") return finishSignIn(result, { email });
    const { invitationId } = await acceptInvitation(actorOf(result), { token });
    return finishSignIn(result, { returnPath: preFlight(invitationId) });
  },
);

/** Accepts as the person who is signed in. */
export const accept = spokenAction(z.object({ token: Token }), async ({ token }) => {
  const { invitationId } = await acceptInvitation(await getActor(), { token });
  return { redirectTo: preFlight(invitationId) };
});

/** Goes to ask for a code and comes back here: the way stays in a sealed cookie, because it is a secret. */
export async function useCodeInstead(form: FormData): Promise<void> {
  const token = Token.parse(form.get("token"));
  const invitation = await getInvitation({ kind: "anonymous" }, token);
  if (invitation.state !== "unknown") {
    await rememberTry({ email: invitation.email, returnPath: `/invite/${encodeURIComponent(token)}` });
  }
  redirect("/sign-in/code?again=1");
}

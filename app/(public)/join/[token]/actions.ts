"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { getActor, signInContext } from "#app/_edge/session.ts";
import { finishSignIn, refuseAtPassword, rememberTry } from "#app/_edge/sign-in.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { signInWithPassword, signInWithProof } from "#lib/auth/credentials.ts";
import { acceptMemberInvite } from "#lib/auth/team/commands.ts";
import { getMemberInvite } from "#lib/auth/team/queries.ts";
import { signInLookup } from "#lib/partners/lookup/sign-in.ts";

const Token = z.string().max(200);

/** Joins with a new account's password, then signs in. */
export const joinWithNewPassword = spokenAction(
  z.object({ token: Token, password: z.string() }),
  async ({ token, password }) => {
    const { userId } = await acceptMemberInvite({ kind: "anonymous" }, { secret: token, password });
    const result = await signInWithProof(userId, "member_invite", await signInContext(), signInLookup);
    return finishSignIn(result, {});
  },
);

/** Joins as the person who is signed in; a first membership takes a password chosen now. */
export const join = spokenAction(
  z.object({ token: Token, password: z.string().optional() }),
  async ({ token, password }) => {
    await acceptMemberInvite(await getActor(), { secret: token, password });
    return { redirectTo: "/candidates" };
  },
);

/** Signs in and comes back here, where joining is then one button. */
export const signInToJoin = spokenAction(
  z.object({ token: Token, password: z.string().min(1, "Enter your password.") }),
  async ({ token, password }) => {
    const invite = await getMemberInvite({ kind: "anonymous" }, token);
    if (invite.state !== "ready") return { redirectTo: `/join/${encodeURIComponent(token)}` };
    const { email } = invite;
    const result = await signInWithPassword({ email, password }, await signInContext(), signInLookup);
    await refuseAtPassword(result);
    return finishSignIn(result, { returnPath: `/join/${encodeURIComponent(token)}`, email });
  },
);

/** Goes to ask for a code and comes back here. */
export async function useCodeInstead(form: FormData): Promise<void> {
  const token = Token.parse(form.get("token"));
  const invite = await getMemberInvite({ kind: "anonymous" }, token);
  if (invite.state === "ready") {
    await rememberTry({ email: invite.email, returnPath: `/join/${encodeURIComponent(token)}` });
  }
  redirect("/sign-in/code?again=1");
}

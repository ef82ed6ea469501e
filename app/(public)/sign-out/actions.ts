"use server";

import { redirect } from "next/navigation";
import { signOutHere } from "#app/_edge/sign-in.ts";
import { safeReturnPath } from "#lib/auth/rules.ts";
import { env } from "#lib/platform/env.ts";

/** Ends the session and leaves; `callbackUrl` names a page to come back to. */
export async function signOut(form: FormData): Promise<void> {
  await signOutHere();
  redirect(safeReturnPath(form.get("callbackUrl"), env().appUrl) ?? "/sign-in?notice=signed-out");
}

"use server";

import { redirect } from "next/navigation";
import { signOutHere } from "#app/_edge/sign-in.ts";

export async function signOut(): Promise<void> {
  await signOutHere();
  redirect("/sign-in");
}

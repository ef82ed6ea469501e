import type { SignInLookup } from "#lib/auth/lookup-port.ts";

/** Which lookup sign-in asks: the one place where the rooms of sign-in and partners meet. */
export const signInLookup: SignInLookup = async () => ({ verdict: "not_applicable", durationMs: 0 });

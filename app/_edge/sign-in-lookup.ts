/** Which lookup sign-in asks: the one place where the rooms of sign-in and partners meet. */
export { signInLookup } from "#lib/partners/lookup/sign-in.ts";

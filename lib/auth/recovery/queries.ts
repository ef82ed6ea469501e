import type { TokenPurpose } from "#lib/platform/generated/client.ts";
import { findToken } from "../tokens.ts";

/** Whether a link from a mail can still be used. Looking does not use it. */
export async function getTokenState(
  purpose: Extract<TokenPurpose, "sign_in_link" | "password_reset">,
  secret: string,
): Promise<"ready" | "used" | "expired" | "unknown"> {
  return (await findToken(purpose, secret))?.state ?? "unknown";
}

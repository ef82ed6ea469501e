import { z } from "zod";
import { Email } from "#lib/platform/email.ts";
import { Line } from "#lib/platform/text.ts";
import { isCommonPassword } from "./common-passwords.ts";

/** NIST SP 800-63B-4 and ASVS 6.2.1: eight is the floor; length is the only rule of composition that helps. */
export const MIN_PASSWORD = 8;
/** Far beyond any passphrase, and short enough that hashing one costs the same as hashing another. */
export const MAX_PASSWORD = 128;

/** What is wrong with a password that somebody wants to set; null when nothing is. */
export function passwordProblem(
  password: string,
  about: { email?: string; name?: string } = {},
): string | null {
  if ([...password].length < MIN_PASSWORD)
    return `Choose at least ${MIN_PASSWORD} characters; 15 or more are better.`;
  if (password.length > MAX_PASSWORD) return `Choose at most ${MAX_PASSWORD} characters.`;
  if (isCommonPassword(password)) return "Choose another: this is one of the first that a guesser tries.";
  const lower = password.toLowerCase();
  const own = [about.email, about.email?.split("@")[0], about.name?.replace(/\s+/g, "")];
  const isOwn = own.some(
    (word) => word && word.length >= 3 && lower.replace(/[\d\W_]+$/, "") === word.toLowerCase(),
  );
  return isOwn ? "Choose another: this is your own name or address." : null;
}

/** A password to set. Spaces count: nothing is trimmed, nothing is cut. */
export const NewPassword = z
  .string()
  .max(MAX_PASSWORD * 4)
  .superRefine((value, context) => {
    const problem = passwordProblem(value);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

export const RoleName = z.enum(["owner", "manager", "reviewer"]);

const MAX_NAME = 200;
export const PersonName = Line.min(1, "Enter a name.").max(MAX_NAME, `Use at most ${MAX_NAME} characters.`);

export const InviteMember = z.object({ email: Email, name: PersonName, role: RoleName });
export type InviteMember = z.infer<typeof InviteMember>;

export const ChangeRole = z.object({ userId: z.uuid(), role: RoleName });
export type ChangeRole = z.infer<typeof ChangeRole>;

/** The four words that the sign-in page understands, and no others. */
export const SIGN_IN_ERRORS = [
  "invalid_credentials",
  "access_withdrawn",
  "throttled",
  "service_unavailable",
] as const;
export type SignInError = (typeof SIGN_IN_ERRORS)[number];

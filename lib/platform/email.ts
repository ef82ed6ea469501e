import { z } from "zod";

/** RFC 5321 §4.5.3.1.3: a path is at most 256 octets with its brackets. */
const MAX_EMAIL = 254;
/** Zero-width and other invisible characters (a byte order mark among them, which trimming would take off), and half a surrogate pair. */
const INVISIBLE = /[\p{Cf}\p{Cs}]/u;

/**
 * An e-mail address as the product stores and compares it: NFKC, trimmed, lower case, one `@`, no quotes, commas,
 * spaces, control or invisible characters. Stricter than RFC 5322: every form refused here is one that mail servers and parsers read differently.
 */
export const Email = z
  .string()
  .max(MAX_EMAIL * 2)
  .refine((value) => !INVISIBLE.test(value), "holds a character that cannot be seen")
  .transform((value) => value.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .max(MAX_EMAIL, "is longer than an address can be (254 characters)")
      .regex(
        /^[^\s\p{C}"'(),:;<>@[\\\]]+@[^\s\p{C}"'(),:;<>@[\\\]]+$/u,
        "is not an e-mail address: write name@example.org",
      ),
  );

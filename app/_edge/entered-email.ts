import { z } from "zod";
import { Email } from "#lib/platform/email.ts";

/** An address as somebody types it into a form of sign-in, with a sentence for each thing that may be amiss. */
export const EnteredEmail = z
  .string()
  .refine((value) => value.trim() !== "", "Enter your e-mail address.")
  .refine((value) => value.trim() === "" || Email.safeParse(value).success, {
    error: "Write the address like name@example.org.",
  });

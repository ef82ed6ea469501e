import { z } from "zod";
import { now } from "#lib/platform/clock.ts";
import { Email } from "#lib/platform/email.ts";
import { LOCALES } from "#lib/platform/locales.ts";
import { invitationEnd } from "../rules.ts";
import { MAX_INVITATION_DAYS, MAX_TIME_MULTIPLIER, PersonName, TimeMultiplier } from "../schema.ts";

/** The staff form's start-by day: the whole day counts, in UTC. */
const StartBy = z
  .union([z.literal("").transform(() => undefined), z.iso.date("Choose a day.")])
  .transform((day) => (day ? new Date(`${day}T23:59:59Z`) : undefined))
  .refine(
    (end) => invitationEnd(end, now()).ok,
    `Choose a day from today on, at most ${MAX_INVITATION_DAYS} days away.`,
  );

/** As `InviteInput`, from a form on a page: every sentence stands beside a field and says what to do. */
export const InviteForm = z.object({
  name: z.string().refine((value) => PersonName.safeParse(value).success, "Enter the name, on one line."),
  email: z
    .string()
    .refine((value) => Email.safeParse(value).success, "Enter an e-mail address such as name@example.org."),
  assessment: z.uuid("Choose an assessment."),
  timeMultiplier: z
    .string()
    .refine(
      (value) => TimeMultiplier.safeParse(value).success,
      `Choose between 1 and ${MAX_TIME_MULTIPLIER} times.`,
    ),
  /** The language that the candidate is written to in. */
  locale: z.enum(LOCALES, "Choose a language.").default("en"),
  expiresAt: StartBy,
});
export type InviteForm = z.infer<typeof InviteForm>;

import { z } from "zod";
import { Email } from "#lib/platform/email.ts";
import { jsonFault } from "#lib/platform/json.ts";
import { isOneLine, line } from "#lib/platform/text.ts";

/** Longer than any name that a person goes by; the column is shown in lists. */
const MAX_NAME = 200;
/** A pointer into the partner's system, a slug, a reason: one line of text. */
const MAX_LINE = 500;
/** Two weeks: long enough for a busy candidate, short enough that a lost link is dead soon. */
export const DEFAULT_INVITATION_DAYS = 14;
/** Beyond a year an open door has been forgotten, not planned. */
export const MAX_INVITATION_DAYS = 365;
/** What an accommodation asks for in practice; the database holds the same bounds. */
export const MAX_TIME_MULTIPLIER = 3;
/** Room for a partner's own keys, not for documents. */
const MAX_METADATA_BYTES = 4096;
/** Members within members: what a record needs; what reads it back may call itself for each. */
const MAX_METADATA_DEPTH = 8;

export const PersonName = line(MAX_NAME);

/** BCP 47, as far as we use it: language and perhaps region. */
export const Locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, "is not a language tag such as en or pt-BR");

export const TimeMultiplier = z.coerce
  .number("is not a number")
  .min(1, "is below 1")
  .max(MAX_TIME_MULTIPLIER, `is above ${MAX_TIME_MULTIPLIER}`)
  .multipleOf(0.01, "has more than two decimals");

export const ProfileUrl = z
  .url({ protocol: /^https?$/, error: "is not an http or https address" })
  .max(2000, "is longer than 2000 characters")
  .refine(isOneLine, "holds a control character");

export const Metadata = z
  .record(z.string(), z.unknown())
  // First, and not by recursion: the schema of JSON that comes after it calls itself for each level.
  .superRefine((value, context) => {
    const fault = jsonFault(value, MAX_METADATA_DEPTH);
    if (fault === "too_deep")
      context.addIssue({ code: "custom", message: `is nested deeper than ${MAX_METADATA_DEPTH} levels` });
    if (fault === "unstorable")
      context.addIssue({ code: "custom", message: "holds a character that cannot be stored" });
  })
  .pipe(z.record(z.string().max(100), z.json()))
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= MAX_METADATA_BYTES,
    `is larger than ${MAX_METADATA_BYTES} bytes`,
  );

/** What an invitation needs, whoever sends it. */
export const InviteInput = z.object({
  email: Email,
  name: PersonName,
  /** Slug or id of a published assessment of the organisation. */
  assessment: line(MAX_LINE),
  locale: Locale.default("en"),
  timeMultiplier: TimeMultiplier.default(1),
  /** Last moment at which the attempt may be started. */
  expiresAt: z.coerce.date("is not a date and time").optional(),
});
export type InviteInput = z.infer<typeof InviteInput>;

export const WithdrawInput = z.object({
  reason: line(MAX_LINE).default("No reason was given."),
});
export type WithdrawInput = z.infer<typeof WithdrawInput>;

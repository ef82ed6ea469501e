import { z } from "zod";
import { Email } from "#lib/platform/email.ts";
import { isOneLine, line } from "#lib/platform/text.ts";

/** Purpose of the key that seals a partner's lookup secret. */
export const LOOKUP_SECRET = "partner-lookup-secret";

export const SCOPES = ["assessments:read", "candidates:read", "candidates:write"] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** A form sends an empty text for a field left empty. */
const optional = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess((value) => (value === "" ? undefined : value), inner.optional());

export const PartnerSlug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "holds something else than a–z, 0–9 and single hyphens")
  .max(60, "is longer than 60 characters");

/** Fits a header line; what a partner's service compares in constant time. */
const LookupSecret = z.string().regex(/^[\x21-\x7e]{8,500}$/, "is not 8 to 500 visible ASCII characters");

export const LookupUrl = z
  .url({ protocol: /^https?$/, error: "is not an https address" })
  .max(1000, "is longer than 1000 characters")
  .refine(isOneLine, "holds a control character")
  .refine((value) => !/[?#]/.test(value), "holds ? or #: write the base address only");

export const PartnerInput = z.object({
  name: line(100),
  /** Made from the name when left out. */
  slug: optional(PartnerSlug),
  contactEmail: optional(Email),
  /** Base address: the portal calls {lookupUrl}/candidates/{externalId}. */
  lookupUrl: optional(LookupUrl),
  /** Left empty at an update, the stored one stays. */
  lookupSecret: optional(LookupSecret),
});
export type PartnerInput = z.infer<typeof PartnerInput>;

export const KeyInput = z.object({
  name: line(100).default("Key"),
  scopes: z
    .array(Scope)
    .min(1, "names no scope")
    .default([...SCOPES]),
  expiresAt: optional(z.coerce.date("is not a date and time")),
});
export type KeyInput = z.infer<typeof KeyInput>;

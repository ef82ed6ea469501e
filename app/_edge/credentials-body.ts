import { z } from "zod";
import { DomainError } from "#lib/platform/errors.ts";
import { readJson, readText } from "./json-body.ts";

/** An address, a password, a token and a path, with much to spare. */
const MAX_BYTES = 16 * 1024;

/** NextAuth reads these fields without a look: what is no text, or no address to go back to, makes it throw. */
const Fields = z.looseObject({
  email: z.string().optional(),
  password: z.string().optional(),
  csrfToken: z.string().optional(),
  callbackUrl: z
    .string()
    .refine((url) => url === "" || url.startsWith("/") || URL.canParse(url), "is not an address")
    .optional(),
  json: z.union([z.string(), z.boolean()]).optional(),
});
export type CredentialsFields = z.infer<typeof Fields>;

/**
 * The fields of a request to NextAuth's own addresses; reads a copy, so the request stays whole.
 * @throws DomainError too_large; invalid: it is JSON that is none, or its fields are not of their kind.
 */
export async function readCredentials(request: Request): Promise<CredentialsFields> {
  if (request.method !== "POST") return {};
  const copy = request.clone();
  if (copy.headers.get("content-type")?.includes("json")) return readJson(copy, Fields, MAX_BYTES);
  const parsed = Fields.safeParse(Object.fromEntries(new URLSearchParams(await readText(copy, MAX_BYTES))));
  if (parsed.success) return parsed.data;
  throw new DomainError("invalid", "Some fields need a change.");
}

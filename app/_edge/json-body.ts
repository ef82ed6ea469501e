import type { z } from "zod";
import { DomainError, type FieldError } from "#lib/platform/errors.ts";
import { isNestedDeeper } from "#lib/platform/json.ts";
import { readCapped } from "./capped-body.ts";

/** Far beyond what any body of ours needs, far below what a recursive reader takes. */
const MAX_DEPTH = 32;

/** As long as a room waits for an answer: nobody listens any longer, and a place among few is not held for nobody. */
const MAX_READING_MS = 20_000;

/** @throws DomainError too_large; invalid when it breaks off, unavailable when it takes too long. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const bytes = await readCapped(request, maxBytes, MAX_READING_MS);
  if (bytes === null) throw new DomainError("too_large", `At most ${Math.floor(maxBytes / 1024)} KiB.`);
  return bytes.toString("utf8");
}

/**
 * A body's text as JSON. The one way in for JSON from outside: whatever comes after may read it by recursion.
 * @returns undefined when it is not JSON.
 * @throws DomainError invalid when it is nested too deeply.
 */
export function parseJsonText(text: string): unknown {
  if (isNestedDeeper(text, MAX_DEPTH)) {
    throw new DomainError("invalid", `The body is too deeply nested: at most ${MAX_DEPTH} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The request's JSON, parsed by its schema.
 * @throws DomainError too_large, unavailable, or invalid with a JSON pointer to each member that needs a change.
 */
export async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  maxBytes: number,
): Promise<z.infer<Schema>> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) {
    throw new DomainError("invalid", "Send JSON, with Content-Type: application/json.");
  }
  const value = parseJsonText(await readText(request, maxBytes));
  if (value === undefined) throw new DomainError("invalid", "The body is not JSON.");
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error);
  throw new DomainError("invalid", "Some members need a change.", { errors });
}

/** zod's issues as JSON pointers (RFC 6901) with what is wrong there. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    pointer: issue.path
      .map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`)
      .join(""),
    detail: issue.message,
  }));
}

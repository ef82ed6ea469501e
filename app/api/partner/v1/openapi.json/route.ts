import { env } from "#lib/platform/env.ts";
import { openApiDocument } from "../openapi.ts";

/** Public: a description of the API is no secret, and tools fetch it without a key. */
export async function GET(): Promise<Response> {
  return Response.json(openApiDocument(env().appUrl), {
    headers: { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" },
  });
}

import { checkReadiness } from "#lib/observability/readiness.ts";

export const dynamic = "force-dynamic";

/** Whether the portal can do its work: 200, or 503 with the names of what fails and nothing more. */
export async function GET(): Promise<Response> {
  const readiness = await checkReadiness();
  const status = readiness.status === "ok" ? 200 : 503;
  return Response.json(readiness, { status, headers: { "Cache-Control": "no-store" } });
}

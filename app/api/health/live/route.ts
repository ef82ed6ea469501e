export const dynamic = "force-dynamic";

/** Whether the process runs. It depends on nothing else. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
}

/** Probes that can only POST get the same answer. */
export function POST(): Response {
  return GET();
}

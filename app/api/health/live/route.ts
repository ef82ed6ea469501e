<<<<<<< HEAD
export const dynamic = "force-dynamic";

/** Whether the process runs. It depends on nothing else. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "Cache-Control": "no-store" } });
=======
/** Alive: the process answers. Asks nothing of anybody. */
export function GET(): Response {
  return Response.json({ status: "ok" });
>>>>>>> e2ed996 (npm start: from a fresh clone to a supervised portal that recovers from a kill)
}

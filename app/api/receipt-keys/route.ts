import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { listReceiptKeys } from "#lib/attempts/receipts/queries.ts";

export const dynamic = "force-dynamic";

/** The public keys of receipts as a JWK set, for anybody: they change with a rotation only. */
export async function GET(request: Request): Promise<Response> {
  try {
    const headers = { "Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*" };
    return Response.json(await listReceiptKeys(), { headers });
  } catch (error) {
    return problemFrom(error, requestIdOf(request));
  }
}

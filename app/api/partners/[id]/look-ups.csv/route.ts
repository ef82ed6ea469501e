import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { hoursCsv } from "#lib/partners/health/hours/rules.ts";
import { getPartnerHealth } from "#lib/partners/health/queries.ts";

/** The numbers behind the charts. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { hours } = await found(getPartnerHealth(await requireStaff(), (await params).id));
  return new Response(hoursCsv(hours), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="look-ups-24h.csv"',
      "Cache-Control": "no-store",
    },
  });
}

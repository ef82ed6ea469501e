import { redirect } from "next/navigation";
import { isSameOrigin } from "#app/_edge/same-origin.ts";
import { currentRequestId, requireCandidate } from "#app/_edge/session.ts";
import { reportFault } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { downloadMyData } from "#lib/privacy/download/queries.ts";

const BACK = "/take/data";

async function open() {
  try {
    return await downloadMyData(await requireCandidate());
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** What breaks while the file is on its way breaks the download: half a file must not look whole. */
function streamOf(parts: AsyncGenerator<string>, requestId: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(stream) {
      try {
        const { done, value } = await parts.next();
        if (done) stream.close();
        else stream.enqueue(encoder.encode(value));
      } catch (error) {
        reportFault(error, { where: "my data", requestId });
        stream.error(error);
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

/** Everything that is held about the person who asks, as a file. */
export async function GET(request: Request) {
  // A page of somebody else's may lead here, but not spend the few copies of an hour.
  if (!isSameOrigin(request)) redirect(BACK);
  const parts = await open();
  if (!parts) redirect(`${BACK}?busy=1`);
  const day = now().toISOString().slice(0, 10);
  return new Response(streamOf(parts, await currentRequestId()), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="my-data-${day}.json"`,
      "Cache-Control": "no-store",
    },
  });
}

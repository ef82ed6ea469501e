import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { getActor } from "#app/_edge/session.ts";
import { getPicture } from "#lib/attempts/pictures/queries.ts";
import { notFound } from "#lib/platform/errors.ts";

const TYPES: Record<string, string> = {
  png: "image/png",
  jpg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
};

/** A picture that a statement shows. Its name is its hash, so it never changes; whoever opens it alone gets no scripts. */
export async function GET(request: Request, { params }: { params: Promise<{ name: string }> }) {
  const requestId = requestIdOf(request);
  try {
    const { name } = await params;
    const type = TYPES[/^[0-9a-f]{64}\.([a-z]+)$/.exec(name)?.[1] ?? ""];
    if (!type) throw notFound("picture");
    const content = await getPicture(await getActor(), name);
    return new Response(Buffer.from(content), {
      headers: {
        "Content-Type": type,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, max-age=86400, immutable",
        "X-Request-Id": requestId,
      },
    });
  } catch (error) {
    return problemFrom(error, requestId);
  }
}

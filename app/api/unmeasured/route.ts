import { readCapped } from "#app/_edge/capped-body.ts";
import { MAX_PAGE_BODY_BYTES } from "#app/_edge/page-body.ts";
import { DomainError } from "#lib/platform/errors.ts";

/**
 * Answers what is sent to a page without its length, or with a vast one (next.config.ts leads it here): the proxy before
 * the pages would read all of it first, however long it is. Browsers say how long what they send is.
 */
async function refuse(request: Request): Promise<Response> {
  const whole = await readCapped(request, MAX_PAGE_BODY_BYTES).catch((error: unknown) => {
    // It broke off: nobody reads the answer.
    if (error instanceof DomainError) return null;
    throw error;
  });
  return whole === null
    ? new Response("This is larger than a page takes (1 MiB). Send less.", { status: 413 })
    : new Response("Say how long this is: send it with Content-Length.", { status: 411 });
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };

/** Set by the proxy on a page's request: the request's id, and the path with its query that the browser asked for. */
export const REQUEST_ID_HEADER = "x-request-id";
export const PATH_HEADER = "x-assay-path";

/**
 * The client's address; null when it is not known. The header is not what a client wrote: `client-address.ts` replaced
 * it before Next saw the request.
 */
export function clientAddress(headers: Headers): string | null {
  return headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() || null;
}

/** What the error page goes by: an error's message never reaches the browser, its digest does. */
export const DATABASE_AWAY_DIGEST = "ASSAY_DATABASE_AWAY";

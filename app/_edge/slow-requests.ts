import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { UPLOAD_SECONDS } from "#lib/attempts/files/schema.ts";

/** Ours ends first, with a refusal that says what to do; Node's end is a bare 408. */
const MARGIN_SECONDS = 60;

/**
 * Lets a request arrive for as long as an upload may take: Next's server has Node's own limit of five minutes, and gives
 * no way to set it. A request's head keeps Node's minute.
 */
export function allowSlowRequests(): void {
  const least = (UPLOAD_SECONDS + MARGIN_SECONDS) * 1000;
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    // 0 is no limit at all.
    if (server.requestTimeout > 0 && server.requestTimeout < least) server.requestTimeout = least;
  });
}

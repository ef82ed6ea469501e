import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/**
 * The address that a request comes from, as far as it can be believed.
 * @param forwarded the request's X-Forwarded-For; each proxy writes whom it heard from behind what was there.
 * @param socket the address of the connection itself.
 * @param proxies how many proxies of ours stand in front; 0: nobody's header is believed.
 * @returns null where fewer proxies wrote than stand there: the request went round one of them.
 */
export function believedAddress(
  forwarded: string | undefined,
  socket: string | undefined,
  proxies: number,
): string | null {
  if (proxies === 0) return socket ?? null;
  return forwarded?.split(",").at(-proxies)?.trim() || null;
}

/**
 * Lets every request of this process carry the believed address as its only X-Forwarded-For. Next fills the header
 * from the socket only where a client sent none, and gives a route no socket; Node tells of each request before Next
 * sees it.
 */
export function believeAddresses(proxies: () => number): void {
  subscribe("http.server.request.start", (message) => {
    const { headers, socket } = (message as { request: IncomingMessage }).request;
    const given = headers["x-forwarded-for"];
    const address = believedAddress(
      [given ?? []].flat().join(",") || undefined,
      socket.remoteAddress,
      proxies(),
    );
    // Empty, not absent: Next would put the last proxy's address where there is none.
    headers["x-forwarded-for"] = address ?? "";
  });
}

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { UPLOAD_SECONDS } from "#lib/attempts/files/schema.ts";
import { allowSlowRequests } from "./slow-requests.ts";

/** A server as Next makes it, once it has answered. */
async function answered(): Promise<Server> {
  const server = createServer((_request, response) => response.end("yes"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}`)).text();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return server;
}

test("a request may arrive for longer than the slowest upload takes; without that Node would cut it", async () => {
  const uploadMs = UPLOAD_SECONDS * 1000;
  expect((await answered()).requestTimeout).toBeLessThan(uploadMs);
  allowSlowRequests();
  const server = await answered();
  expect(server.requestTimeout).toBeGreaterThan(uploadMs);
  expect(server.headersTimeout, "who never ends a request's head is cut as before").toBeLessThanOrEqual(
    60_000,
  );
});

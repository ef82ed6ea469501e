import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { BrowserClient, defaultStackParser, getCurrentScope, makeFetchTransport } from "@sentry/browser";
import { dedupeIntegration } from "@sentry/core";
import { afterEach, expect, test } from "vitest";
import { sendTestEvent } from "./test-event.ts";

/* The SDK's own client and transport, as the browser has them, before a server that answers like Sentry. */

let sentry: Server;
afterEach(() => new Promise((closed) => sentry.close(closed)));

/** @returns how many envelopes came. */
async function startSentry(status: number, headers: Record<string, string> = {}): Promise<() => number> {
  let count = 0;
  sentry = createServer((request, response) => {
    count++;
    request.resume().on("end", () => response.writeHead(status, headers).end("{}"));
  });
  await new Promise<void>((ready) => sentry.listen(0, "127.0.0.1", ready));
  const { port } = sentry.address() as AddressInfo;
  const client = new BrowserClient({
    dsn: `http://key@127.0.0.1:${port}/1`,
    transport: makeFetchTransport,
    stackParser: defaultStackParser,
    integrations: [dedupeIntegration()],
    sendClientReports: false,
  });
  getCurrentScope().setClient(client);
  client.init();
  return () => count;
}

test("two test events in a row both arrive", async () => {
  const count = await startSentry(200);
  for (const _ of [1, 2])
    expect(await sendTestEvent("browser")).toMatchObject({ status: 200, heldBack: false });
  expect(count()).toBe(2);
});

test("after a request to wait the SDK holds the next one back, and that is said", async () => {
  const count = await startSentry(429, { "retry-after": "60" });
  expect(await sendTestEvent("browser")).toMatchObject({ status: 429, heldBack: false });
  expect(await sendTestEvent("browser")).toMatchObject({ status: null, heldBack: true });
  expect(count()).toBe(1);
});

test("a Sentry that cannot be reached is not an event held back", async () => {
  await startSentry(200);
  const { port } = sentry.address() as AddressInfo;
  await new Promise((closed) => sentry.close(closed));
  sentry = createServer().listen(0);
  expect(port).toBeGreaterThan(0);
  expect(await sendTestEvent("browser")).toMatchObject({ status: null, heldBack: false });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as Sentry from "@sentry/core";
import { afterAll, expect, test, vi } from "vitest";
import { flushReports, reportBug } from "./report.ts";
import { initWorkerObservability } from "./worker.ts";

/* A Sentry whose answers never end: what the process reads of them is what it takes from everybody else. */

const EVENTS = 12;
const CHUNK = "x".repeat(64 * 1024);
/** Kernel buffers of a loopback connection hold a few megabytes that nobody has read. */
const MOST_PER_ANSWER = 16 * 1024 * 1024;
/** The SDK's own end to a request is 5 s. */
const WELL_BEFORE_MS = 3_000;

const answers: { sent: number; tookMs: number }[] = [];
let trickles = false;

const server = createServer((request, response) => {
  const start = performance.now();
  let sent = 0;
  let timer: NodeJS.Timeout | undefined;
  request.resume();
  response.writeHead(200, { "Content-Type": "application/json" });
  const pour = () => {
    while (!response.destroyed && response.write(CHUNK)) sent += CHUNK.length;
  };
  if (trickles) timer = setInterval(() => response.write("x"), 20);
  else {
    response.on("drain", pour);
    pour();
  }
  response.once("close", () => {
    clearInterval(timer);
    answers.push({ sent, tookMs: performance.now() - start });
  });
});

vi.spyOn(process.stdout, "write").mockReturnValue(true);
vi.spyOn(process.stderr, "write").mockReturnValue(true);

afterAll(async () => {
  vi.restoreAllMocks();
  await Sentry.close(500);
  server.closeAllConnections();
  server.close();
});

test("an answer that floods or trickles is cut off soon after its headers", async () => {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  process.env.SENTRY_DSN = `http://public@127.0.0.1:${(server.address() as AddressInfo).port}/1`;
  initWorkerObservability();
  for (trickles of [false, true]) {
    answers.length = 0;
    for (let count = 0; count < EVENTS; count++) reportBug(new Error(`bug ${count}`), { where: "test" });
    await flushReports(WELL_BEFORE_MS);
    await vi.waitFor(() => expect(answers).toHaveLength(EVENTS), { timeout: 2 * WELL_BEFORE_MS });
    for (const { sent, tookMs } of answers) {
      expect(sent).toBeLessThan(MOST_PER_ANSWER);
      expect(tookMs).toBeLessThan(WELL_BEFORE_MS);
    }
  }
});

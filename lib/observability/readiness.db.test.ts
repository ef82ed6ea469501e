import { expect, test, vi } from "vitest";
import { db } from "#lib/platform/db.ts";

/** A fresh module has no remembered answer. */
async function freshReadiness() {
  vi.resetModules();
  const { checkReadiness } = await import("./readiness.ts");
  return checkReadiness();
}

const heartbeat = (seenAt: Date, selfTestOk: boolean) => ({
  id: "worker-1",
  startedAt: seenAt,
  seenAt,
  selfTestAt: seenAt,
  selfTestOk,
  sandbox: {},
});

test("a migrated database without a worker is not ready: nothing would be graded", async () => {
  await db.workerHeartbeat.deleteMany();
  expect(await freshReadiness()).toEqual({ status: "failing", failing: ["sandbox"] });
});

test("a worker that beats and whose sandbox holds makes the portal ready", async () => {
  await db.workerHeartbeat.create({ data: heartbeat(new Date(), true) });
  expect(await freshReadiness()).toEqual({ status: "ok", failing: [] });
});

test("a process that is just starting, and busy with itself, is not called unready", async () => {
  const ready = freshReadiness();
  // The first question is under way; the answer finds nobody who reads it for longer than a database may take.
  await import("./readiness.ts");
  for (const until = performance.now() + 700; performance.now() < until; );
  expect(await ready).toEqual({ status: "ok", failing: [] });
});

test("a worker that fell silent or whose sandbox fails does not count", async () => {
  const silent = heartbeat(new Date(Date.now() - 120_000), true);
  await db.workerHeartbeat.update({ where: { id: silent.id }, data: silent });
  expect((await freshReadiness()).failing).toEqual(["sandbox"]);
  await db.workerHeartbeat.update({ where: { id: silent.id }, data: heartbeat(new Date(), false) });
  expect((await freshReadiness()).failing).toEqual(["sandbox"]);
});

test("a migration that was not applied is named, and no more is said", async () => {
  await db.$executeRaw`update _prisma_migrations set rolled_back_at = now()`;
  const readiness = await freshReadiness();
  expect(readiness.failing).toContain("migrations");
  await db.$executeRaw`update _prisma_migrations set rolled_back_at = null`;
});

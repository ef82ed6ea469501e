import type { LanguageStatus, SandboxReport } from "#lib/grading/sandbox/detect.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";

/** Readiness allows three missed beats. */
const BEAT_MS = 20_000;
/** Rows of workers that are long gone are of no use to anybody. */
const FORGET_AFTER_MS = 24 * 60 * 60 * 1000;

/** Tells the database, now and every 20 s, that this worker lives and what its sandbox can do. */
export async function startHeartbeat(
  worker: string,
  report: SandboxReport,
): Promise<{ stop: () => Promise<void> }> {
  const startedAt = now();
  const sandbox = report as unknown as Prisma.InputJsonObject;
  const facts = { sandbox, selfTestOk: report.driver !== "none", selfTestAt: startedAt };
  const beat = async () => {
    const seenAt = now();
    await db.workerHeartbeat.upsert({
      where: { id: worker },
      create: { id: worker, startedAt, seenAt, ...facts },
      update: { seenAt },
    });
    await db.workerHeartbeat.deleteMany({
      where: { seenAt: { lt: new Date(seenAt.getTime() - FORGET_AFTER_MS) } },
    });
  };
  await beat();
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn("worker.heartbeat_failed", { worker, error }));
  }, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await db.workerHeartbeat.deleteMany({ where: { id: worker } });
    },
  };
}

/** The sandbox of the newest worker that started after `since`; null until one has. */
export async function readSandboxReport(since: Date): Promise<SandboxReport | null> {
  const row = await db.workerHeartbeat.findFirst({
    where: { startedAt: { gte: since } },
    orderBy: { startedAt: "desc" },
    select: { sandbox: true },
  });
  return row ? (row.sandbox as unknown as SandboxReport) : null;
}

/** “TypeScript (Node.js)” is the longest. */
const NAME_WIDTH = 21;

/** The sandbox in words for the console: driver, each limit in force, each language. */
export function describeSandbox(report: SandboxReport): string {
  const languages = report.languages.map(describeLanguage).join("\n");
  if (report.driver === "none") {
    return `Sandbox: none. ${report.reason}\nCode waits ungraded and safe until you run: ${report.fix}\n${languages}`;
  }
  const { limits } = report;
  const rows = [
    ["CPU time", limits.cpu],
    ["memory", limits.memory],
    ["processes", limits.processes],
    ["output", limits.output],
    ["network", limits.network],
  ].map(([name, rule]) => `  ${String(name).padEnd(12)} ${rule}`);
  const grade = limits.degraded ? " (degraded: see the limits that hold per process only)" : "";
  const instead = report.insteadOf
    ? `\n${report.insteadOf.driver} cannot work here: ${report.insteadOf.reason}. Until you run: ${report.insteadOf.fix}\nJavaScript and Python are judged by WebAssembly, a weaker wall (SECURITY.md).`
    : "";
  // A tool's own word on its version begins with its name.
  const tool = report.version.startsWith(report.driver)
    ? report.version
    : `${report.driver} ${report.version}`;
  return `Sandbox: ${tool}${grade}${instead}\n${rows.join("\n")}\nLanguages:\n${languages}`;
}

function describeLanguage(language: LanguageStatus): string {
  const name = `  ${language.name.padEnd(NAME_WIDTH)}`;
  if (language.on) return `${name} ${language.version}`;
  return `${name} off: ${language.why}${language.fix ? `. To switch it on: ${language.fix}` : ""}`;
}

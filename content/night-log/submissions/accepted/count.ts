import { readFileSync } from "node:fs";

type Level = "DEBUG" | "INFO" | "WARN" | "ERROR" | "FATAL";

const lines: string[] = readFileSync(0, "utf8").split("\n");
const cost: Partial<Record<Level, number>> = { ERROR: 1, FATAL: 10 };
const points = new Map<string, number>();
for (const line of lines.slice(1, Number(lines[0]) + 1)) {
  const [, level, service] = line.split(" ") as [string, Level, string];
  const more = cost[level];
  if (more) points.set(service, (points.get(service) ?? 0) + more);
}
const ranking = [...points].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
console.log(ranking.length > 0 ? ranking.map((entry) => entry.join(" ")).join("\n") : "quiet");

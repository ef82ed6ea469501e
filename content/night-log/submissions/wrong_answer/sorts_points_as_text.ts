import { readFileSync } from "node:fs";

// Points are compared as text: 9 comes before 10.
const lines: string[] = readFileSync(0, "utf8").split("\n");
const points: Record<string, number> = {};
for (const line of lines.slice(1, Number(lines[0]) + 1)) {
  const [, level, service] = line.split(" ") as [string, string, string];
  const more = level === "FATAL" ? 10 : level === "ERROR" ? 1 : 0;
  if (more > 0) points[service] = (points[service] ?? 0) + more;
}
const ranking = Object.entries(points).sort(
  ([nameA, a], [nameB, b]) => String(b).localeCompare(String(a)) || (nameA < nameB ? -1 : 1),
);
console.log(ranking.length > 0 ? ranking.map((entry) => entry.join(" ")).join("\n") : "quiet");

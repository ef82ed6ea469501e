const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
const cost = { ERROR: 1, FATAL: 10 };
const points = new Map();
for (const line of lines.slice(1, Number(lines[0]) + 1)) {
  const [, level, service] = line.split(" ");
  if (cost[level]) points.set(service, (points.get(service) ?? 0) + cost[level]);
}
const ranking = [...points].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
console.log(ranking.length ? ranking.map((entry) => entry.join(" ")).join("\n") : "quiet");

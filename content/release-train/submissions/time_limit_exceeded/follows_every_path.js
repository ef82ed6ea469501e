// Walks every path through the graph anew.
const words = require("node:fs").readFileSync(0, "utf8").split(/\s+/);
const [n, m] = [Number(words[0]), Number(words[1])];
const minutes = new Map();
const needs = new Map();
for (let i = 0; i < n; i++) {
  minutes.set(words[2 + 2 * i], Number(words[3 + 2 * i]));
  needs.set(words[2 + 2 * i], []);
}
for (let i = 0; i < m; i++) needs.get(words[2 + 2 * n + 2 * i]).push(words[3 + 2 * n + 2 * i]);
let best = 0;
let critical = new Set();
const walk = (name, length, path) => {
  if (path.includes(name)) throw "cycle";
  const now = [...path, name];
  const total = length + minutes.get(name);
  if (needs.get(name).length > 0) for (const next of needs.get(name)) walk(next, total, now);
  else if (total > best) [best, critical] = [total, new Set(now)];
  else if (total === best) for (const one of now) critical.add(one);
};
try {
  for (const name of minutes.keys()) walk(name, 0, []);
  console.log([`${best} ${critical.size}`, ...[...critical].sort()].join("\n"));
} catch (error) {
  if (error !== "cycle") throw error;
  console.log("cycle");
}

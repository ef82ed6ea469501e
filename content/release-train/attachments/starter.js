const words = require("node:fs").readFileSync(0, "utf8").split(/\s+/);
const [n, m] = [Number(words[0]), Number(words[1])];
const minutes = new Map();
for (let i = 0; i < n; i++) minutes.set(words[2 + 2 * i], Number(words[3 + 2 * i]));
const pairs = words.slice(2 + 2 * n);
for (let i = 0; i < m; i++) {
  const [a, b] = [pairs[2 * i], pairs[2 * i + 1]];
  // service a needs service b
}

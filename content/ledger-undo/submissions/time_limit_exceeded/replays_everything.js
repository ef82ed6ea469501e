// Undo drops operations from the list and plays the whole book again.
const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
let done = [];
const balanceOf = (operations) => {
  const balance = {};
  for (const { source, target, amount } of operations) {
    if (source) balance[source] = (balance[source] ?? 0) - amount;
    if (target) balance[target] = (balance[target] ?? 0) + amount;
  }
  return balance;
};
const out = [];
for (let number = 1; number <= Number(lines[0]); number++) {
  const [command, ...rest] = lines[number].trim().split(" ");
  if (command === "undo") {
    done = done.slice(0, Math.max(0, done.length - Number(rest[0])));
    continue;
  }
  const amount = Number(rest.at(-1));
  const source = command === "deposit" ? null : rest[0];
  const target = command === "deposit" ? rest[0] : command === "transfer" ? rest[1] : null;
  if (source && (balanceOf(done)[source] ?? 0) < amount) out.push(`rejected ${number}`);
  else done.push({ source, target, amount });
}
const left = Object.entries(balanceOf(done))
  .filter(([, amount]) => amount > 0)
  .sort((a, b) => (a[0] < b[0] ? -1 : 1));
console.log([...out, ...(left.length ? left.map((entry) => entry.join(" ")) : ["empty"])].join("\n"));

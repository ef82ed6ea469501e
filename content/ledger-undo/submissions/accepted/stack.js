const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
const balance = new Map();
const add = (name, amount) => name && balance.set(name, (balance.get(name) ?? 0) + amount);
const done = [];
const out = [];
for (let number = 1; number <= Number(lines[0]); number++) {
  const [command, ...rest] = lines[number].trim().split(" ");
  if (command === "undo") {
    for (let k = Math.min(Number(rest[0]), done.length); k > 0; k--) {
      const { source, target, amount } = done.pop();
      add(target, -amount);
      add(source, amount);
    }
    continue;
  }
  const amount = Number(rest.at(-1));
  const source = command === "deposit" ? null : rest[0];
  const target = command === "deposit" ? rest[0] : command === "transfer" ? rest[1] : null;
  if (source && (balance.get(source) ?? 0) < amount) {
    out.push(`rejected ${number}`);
    continue;
  }
  add(source, -amount);
  add(target, amount);
  done.push({ source, target, amount });
}
const left = [...balance].filter(([, amount]) => amount > 0).sort((a, b) => (a[0] < b[0] ? -1 : 1));
console.log([...out, ...(left.length ? left.map((entry) => entry.join(" ")) : ["empty"])].join("\n"));

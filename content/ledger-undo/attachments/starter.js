const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
const n = Number(lines[0]);
for (let number = 1; number <= n; number++) {
  const [command, ...rest] = lines[number].split(" ");
  // command is "deposit", "withdraw", "transfer" or "undo"
}

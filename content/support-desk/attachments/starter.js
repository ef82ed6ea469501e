const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
const [k, n] = lines[0].split(" ").map(Number);
const tickets = lines.slice(1, n + 1).map((line) => {
  const [arrival, priority, duration] = line.split(" ").map(Number);
  return { arrival, priority, duration };
});

const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
const minutes = (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const [opening, closing, wanted] = lines[0].split(" ");
const n = Number(lines[1]);
for (let i = 0; i < n; i++) {
  const [start, end] = lines[2 + i].split(" ").map(minutes);
}

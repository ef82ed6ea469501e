import { readFileSync } from "node:fs";

const words: string[] = readFileSync(0, "utf8").split(/\s+/);
const minutes = (text = "") => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const [opening, closing, wanted] = [minutes(words[0]), minutes(words[1]), Number(words[2])];
const change = new Int32Array(1441);
for (let i = 0; i < Number(words[3]); i++) {
  const [start, end] = [minutes(words[4 + 2 * i]), minutes(words[5 + 2 * i])];
  change[start]!++;
  change[end]!--;
  if (end < start) change[0]!++;
}
let [lacking, longest, stretch, total, onDuty] = [0, 0, 0, 0, 0];
for (let minute = 0; minute < closing; minute++) {
  onDuty += change[minute]!;
  if (minute < opening) continue;
  total += onDuty;
  stretch = onDuty < wanted ? stretch + 1 : 0;
  if (onDuty < wanted) lacking++;
  longest = Math.max(longest, stretch);
}
console.log(`${lacking}\n${longest}\n${(total / (closing - opening)).toFixed(9)}`);

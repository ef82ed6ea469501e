import { readFileSync } from "node:fs";

const words: string[] = readFileSync(0, "utf8").split(/\s+/);
const minutes = (text = "") => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const [opening, closing, wanted] = [minutes(words[0]), minutes(words[1]), Number(words[2])];
const n = Number(words[3]);
for (let i = 0; i < n; i++) {
  const [start, end] = [minutes(words[4 + 2 * i]), minutes(words[5 + 2 * i])];
}

import { readFileSync } from "node:fs";

const lines: string[] = readFileSync(0, "utf8").split("\n");
const n = Number(lines[0]);
for (let i = 1; i <= n; i++) {
  const line = lines[i];
  // line looks like "02:14:09 ERROR billing-api card processor timed out"
}

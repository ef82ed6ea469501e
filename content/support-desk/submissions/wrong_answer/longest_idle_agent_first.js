// Right tickets at the right minutes, but the agent who has been free longest takes them.
const numbers = require("node:fs").readFileSync(0, "utf8").split(/\s+/).map(Number);
const [k, n] = numbers;
const tickets = Array.from({ length: n }, (_, i) => [numbers[2 + 3 * i], numbers[3 + 3 * i], numbers[4 + 3 * i], i]);
const order = [...tickets].sort((a, b) => a[0] - b[0] || a[3] - b[3]);
const queues = Array.from({ length: 6 }, () => []);
const freeFrom = new Array(k).fill(0);
const begun = new Array(n);
let [next, waiting, minute] = [0, 0, 0];
while (next < n || waiting > 0) {
  minute = Math.max(minute, waiting === 0 ? order[next][0] : Math.min(...freeFrom));
  while (next < n && order[next][0] <= minute) {
    queues[order[next][1]].push(order[next++]);
    waiting++;
  }
  while (waiting > 0 && Math.min(...freeFrom) <= minute) {
    const agent = freeFrom.indexOf(Math.min(...freeFrom));
    const ticket = queues.find((queue) => queue.length > 0).shift();
    waiting--;
    begun[ticket[3]] = `${minute} ${agent + 1}`;
    freeFrom[agent] = minute + ticket[2];
  }
}
console.log(begun.join("\n"));

// Five first-in-first-out lists, one per priority; agents are few enough to be scanned.
const numbers = require("node:fs").readFileSync(0, "utf8").split(/\s+/).map(Number);
const [k, n] = numbers;
const tickets = Array.from({ length: n }, (_, i) => ({
  i,
  at: numbers[2 + 3 * i],
  priority: numbers[3 + 3 * i],
  duration: numbers[4 + 3 * i],
}));
const order = [...tickets].sort((a, b) => a.at - b.at || a.i - b.i);
const queues = Array.from({ length: 6 }, () => ({ list: [], head: 0 }));
const freeFrom = new Array(k).fill(0);
const begun = new Array(n);
let next = 0;
let waiting = 0;
let minute = 0;
while (next < n || waiting > 0) {
  if (waiting === 0) minute = Math.max(minute, order[next].at);
  else minute = Math.max(minute, Math.min(...freeFrom));
  // A ticket that comes in before an agent is free only joins the queue.
  while (next < n && order[next].at <= minute) {
    queues[order[next].priority].list.push(order[next]);
    next++;
    waiting++;
  }
  for (let agent = 0; agent < k && waiting > 0; agent++) {
    if (freeFrom[agent] > minute) continue;
    const queue = queues.find(({ list, head }) => head < list.length);
    const ticket = queue.list[queue.head++];
    waiting--;
    begun[ticket.i] = `${minute} ${agent + 1}`;
    freeFrom[agent] = minute + ticket.duration;
  }
}
console.log(begun.join("\n"));

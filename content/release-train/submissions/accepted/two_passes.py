import sys


def main():
    words = sys.stdin.read().split()
    n, m = int(words[0]), int(words[1])
    minutes = {words[2 + 2 * i]: int(words[3 + 2 * i]) for i in range(n)}
    needs = {name: [] for name in minutes}
    needed_by = {name: [] for name in minutes}
    base = 2 + 2 * n
    for i in range(m):
        a, b = words[base + 2 * i], words[base + 2 * i + 1]
        needs[a].append(b)
        needed_by[b].append(a)
    open_needs = {name: len(needs[name]) for name in minutes}
    order = [name for name in minutes if open_needs[name] == 0]
    for name in order:
        for other in needed_by[name]:
            open_needs[other] -= 1
            if open_needs[other] == 0:
                order.append(other)
    if len(order) < n:
        print("cycle")
        return
    done = {}
    for name in order:
        done[name] = minutes[name] + max((done[b] for b in needs[name]), default=0)
    total = max(done.values())
    latest = {}
    for name in reversed(order):
        latest[name] = min((latest[a] - minutes[a] for a in needed_by[name]), default=total)
    critical = sorted(name for name in minutes if latest[name] == done[name])
    print(total, len(critical))
    print("\n".join(critical))


main()

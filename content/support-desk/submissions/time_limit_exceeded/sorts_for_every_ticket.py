import sys

# Sorts all waiting tickets again each time one is handed out.
numbers = list(map(int, sys.stdin.buffer.read().split()))
agents, n = numbers[0], numbers[1]
tickets = [tuple(numbers[2 + 3 * i : 5 + 3 * i]) for i in range(n)]
order = sorted(range(n), key=lambda i: (tickets[i][0], i))
free_from = [0] * agents
waiting, begun = [], [None] * n
at = minute = 0
while at < n or waiting:
    minute = max(minute, min(free_from) if waiting else tickets[order[at]][0])
    while at < n and tickets[order[at]][0] <= minute:
        waiting.append(order[at])
        at += 1
    for agent in range(agents):
        if free_from[agent] <= minute and waiting:
            waiting.sort(key=lambda i: (tickets[i][1], tickets[i][0], i))
            i = waiting.pop(0)
            begun[i] = f"{minute} {agent + 1}"
            free_from[agent] = minute + tickets[i][2]
print("\n".join(begun))

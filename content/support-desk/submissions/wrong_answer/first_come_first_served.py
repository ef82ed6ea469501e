import heapq
import sys

# Ignores the priorities.
numbers = list(map(int, sys.stdin.buffer.read().split()))
agents, n = numbers[0], numbers[1]
tickets = [tuple(numbers[2 + 3 * i : 5 + 3 * i]) for i in range(n)]
busy = [(0, agent) for agent in range(1, agents + 1)]
begun = [None] * n
for i in sorted(range(n), key=lambda i: (tickets[i][0], i)):
    start, agent = heapq.heappop(busy)
    start = max(start, tickets[i][0])
    begun[i] = f"{start} {agent}"
    heapq.heappush(busy, (start + tickets[i][2], agent))
print("\n".join(begun))

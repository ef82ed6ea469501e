import heapq
import sys


def main():
    numbers = list(map(int, sys.stdin.buffer.read().split()))
    agents, n = numbers[0], numbers[1]
    tickets = [tuple(numbers[2 + 3 * i : 5 + 3 * i]) for i in range(n)]
    order = sorted(range(n), key=lambda i: (tickets[i][0], i))
    free = list(range(1, agents + 1))
    busy = []
    waiting = []
    begun = [None] * n
    at = 0
    minute = 0
    while at < n or waiting:
        if not waiting or not free:
            events = []
            if at < n:
                events.append(tickets[order[at]][0])
            if busy:
                events.append(busy[0][0])
            minute = max(minute, min(events))
        while at < n and tickets[order[at]][0] <= minute:
            i = order[at]
            heapq.heappush(waiting, (tickets[i][1], tickets[i][0], i))
            at += 1
        while busy and busy[0][0] <= minute:
            heapq.heappush(free, heapq.heappop(busy)[1])
        while free and waiting:
            agent = heapq.heappop(free)
            i = heapq.heappop(waiting)[2]
            begun[i] = f"{minute} {agent}"
            heapq.heappush(busy, (minute + tickets[i][2], agent))
    print("\n".join(begun))


main()

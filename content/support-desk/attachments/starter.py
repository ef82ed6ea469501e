import sys


def main():
    k, n = map(int, sys.stdin.readline().split())
    tickets = []
    for _ in range(n):
        arrival, priority, duration = map(int, sys.stdin.readline().split())
        tickets.append((arrival, priority, duration))


main()

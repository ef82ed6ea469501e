import sys


def main():
    words = sys.stdin.read().split()
    n, m = int(words[0]), int(words[1])
    minutes = {words[2 + 2 * i]: int(words[3 + 2 * i]) for i in range(n)}
    pairs = words[2 + 2 * n :]
    for i in range(m):
        a, b = pairs[2 * i], pairs[2 * i + 1]
        # service a needs service b


main()

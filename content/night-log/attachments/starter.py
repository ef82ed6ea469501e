import sys


def main():
    n = int(sys.stdin.readline())
    for _ in range(n):
        line = sys.stdin.readline().rstrip("\n")
        # line looks like "02:14:09 ERROR billing-api card processor timed out"


main()

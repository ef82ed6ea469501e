import sys


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def main():
    opening, closing, wanted = sys.stdin.readline().split()
    n = int(sys.stdin.readline())
    for _ in range(n):
        start, end = map(minutes, sys.stdin.readline().split())


main()

import sys


def main():
    n = int(sys.stdin.readline())
    for number in range(1, n + 1):
        command, *rest = sys.stdin.readline().split()
        # command is "deposit", "withdraw", "transfer" or "undo"


main()

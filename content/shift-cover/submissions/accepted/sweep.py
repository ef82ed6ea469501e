import sys


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def main():
    words = sys.stdin.read().split()
    opening, closing, wanted = minutes(words[0]), minutes(words[1]), int(words[2])
    change = [0] * 1441
    for i in range(int(words[3])):
        start, end = minutes(words[4 + 2 * i]), minutes(words[5 + 2 * i])
        change[start] += 1
        change[end] -= 1
        if end < start:
            change[0] += 1
    short = longest = stretch = total = on_duty = 0
    for minute in range(closing):
        on_duty += change[minute]
        if minute < opening:
            continue
        total += on_duty
        stretch = stretch + 1 if on_duty < wanted else 0
        short += on_duty < wanted
        longest = max(longest, stretch)
    print(short)
    print(longest)
    print(total / (closing - opening))


main()

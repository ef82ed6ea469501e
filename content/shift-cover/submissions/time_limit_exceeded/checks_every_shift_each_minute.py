import sys


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


# Asks every shift at every minute of the day.
words = sys.stdin.read().split()
opening, closing, wanted = minutes(words[0]), minutes(words[1]), int(words[2])
shifts = [(minutes(words[4 + 2 * i]), minutes(words[5 + 2 * i])) for i in range(int(words[3]))]
short = longest = stretch = total = 0
for minute in range(opening, closing):
    on_duty = 0
    for start, end in shifts:
        if start <= minute < end or (end < start and (minute >= start or minute < end)):
            on_duty += 1
    total += on_duty
    stretch = stretch + 1 if on_duty < wanted else 0
    short += on_duty < wanted
    longest = max(longest, stretch)
print(short, longest, total / (closing - opening), sep="\n")

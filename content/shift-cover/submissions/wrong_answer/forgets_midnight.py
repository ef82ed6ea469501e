import sys


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


# A shift over midnight loses the part after midnight.
words = sys.stdin.read().split()
opening, closing, wanted = minutes(words[0]), minutes(words[1]), int(words[2])
people = [0] * 1441
for i in range(int(words[3])):
    start, end = minutes(words[4 + 2 * i]), minutes(words[5 + 2 * i])
    if end < start:
        end = 1440
    people[start] += 1
    people[end] -= 1
short = longest = stretch = total = on_duty = 0
for minute in range(closing):
    on_duty += people[minute]
    if minute < opening:
        continue
    total += on_duty
    stretch = stretch + 1 if on_duty < wanted else 0
    short += on_duty < wanted
    longest = max(longest, stretch)
print(short, longest, total / (closing - opening), sep="\n")

import re
import sys

LINE = re.compile(r"\d\d:\d\d:\d\d (DEBUG|INFO|WARN|ERROR|FATAL) [a-z0-9-]{1,30}( .{0,100})?")


def refuse(words):
    print(words)
    sys.exit(43)


lines = sys.stdin.read().split("\n")
if lines.pop() != "":
    refuse("the last line does not end")
if not re.fullmatch(r"0|[1-9]\d{0,4}", lines[0]) or int(lines[0]) > 20000:
    refuse("line 1 is no number from 0 to 20000")
if len(lines) != 1 + int(lines[0]):
    refuse(f"{len(lines) - 1} log lines, announced are {lines[0]}")
for number, line in enumerate(lines[1:], 2):
    if not LINE.fullmatch(line):
        refuse(f"line {number} is no line of a log")
sys.exit(42)

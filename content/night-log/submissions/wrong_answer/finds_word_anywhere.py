import sys

# Looks for the level anywhere in the line, so messages count as well.
lines = sys.stdin.read().split("\n")
points = {}
for line in lines[1 : int(lines[0]) + 1]:
    service = line.split(" ")[2]
    cost = 10 if "FATAL" in line else 1 if "ERROR" in line else 0
    if cost:
        points[service] = points.get(service, 0) + cost
for service in sorted(points, key=lambda name: (-points[name], name)):
    print(service, points[service])
if not points:
    print("quiet")

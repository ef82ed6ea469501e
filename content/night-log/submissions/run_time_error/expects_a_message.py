# Unpacks four parts from every line, and breaks on an empty message.
points = {}
for _ in range(int(input())):
    _, level, service, _ = input().split(" ", 3)
    cost = {"ERROR": 1, "FATAL": 10}.get(level, 0)
    if cost:
        points[service] = points.get(service, 0) + cost
for service in sorted(points, key=lambda name: (-points[name], name)):
    print(service, points[service])
if not points:
    print("quiet")

import sys


def main():
    lines = sys.stdin.read().split("\n")
    points = {}
    for line in lines[1 : int(lines[0]) + 1]:
        _, level, service = line.split(" ")[:3]
        cost = {"ERROR": 1, "FATAL": 10}.get(level, 0)
        if cost:
            points[service] = points.get(service, 0) + cost
    if not points:
        print("quiet")
    for service in sorted(points, key=lambda name: (-points[name], name)):
        print(service, points[service])


main()

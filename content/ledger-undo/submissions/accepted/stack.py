import sys


def main():
    lines = sys.stdin.read().split("\n")
    balance = {}
    done = []
    out = []
    for number in range(1, int(lines[0]) + 1):
        command, *rest = lines[number].split()
        if command == "undo":
            for _ in range(min(int(rest[0]), len(done))):
                source, target, amount = done.pop()
                if target:
                    balance[target] -= amount
                if source:
                    balance[source] += amount
            continue
        amount = int(rest[-1])
        source = rest[0] if command != "deposit" else None
        target = {"deposit": rest[0], "withdraw": None, "transfer": rest[1]}[command]
        if source and balance.get(source, 0) < amount:
            out.append(f"rejected {number}")
            continue
        if source:
            balance[source] -= amount
        if target:
            balance[target] = balance.get(target, 0) + amount
        done.append((source, target, amount))
    left = [f"{name} {balance[name]}" for name in sorted(balance) if balance[name] > 0]
    print("\n".join(out + (left or ["empty"])))


main()

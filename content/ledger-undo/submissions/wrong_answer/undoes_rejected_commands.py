import sys

# Keeps rejected commands on the stack, so that undo wastes itself on them.
lines = sys.stdin.read().split("\n")
balance, done = {}, []
for number in range(1, int(lines[0]) + 1):
    command, *rest = lines[number].split()
    if command == "undo":
        for _ in range(min(int(rest[0]), len(done))):
            source, target, amount = done.pop()
            balance[target] = balance.get(target, 0) - amount
            balance[source] = balance.get(source, 0) + amount
        continue
    amount = int(rest[-1])
    source = rest[0] if command != "deposit" else ""
    target = {"deposit": rest[0], "withdraw": "", "transfer": rest[1]}[command]
    if source and balance.get(source, 0) < amount:
        print("rejected", number)
        amount = 0
    balance[source] = balance.get(source, 0) - amount
    balance[target] = balance.get(target, 0) + amount
    done.append((source, target, amount))
left = [f"{name} {balance[name]}" for name in sorted(balance) if name and balance[name] > 0]
print("\n".join(left) or "empty")

# Trusts k: pops from an empty list when fewer operations are left.
balance, done = {}, []
for number in range(1, int(input()) + 1):
    command, *rest = input().split()
    if command == "undo":
        for _ in range(int(rest[0])):
            source, target, amount = done.pop()
            balance[target] = balance.get(target, 0) - amount
            balance[source] = balance.get(source, 0) + amount
        continue
    amount = int(rest[-1])
    source = rest[0] if command != "deposit" else ""
    target = {"deposit": rest[0], "withdraw": "", "transfer": rest[1]}[command]
    if source and balance.get(source, 0) < amount:
        print("rejected", number)
        continue
    balance[source] = balance.get(source, 0) - amount
    balance[target] = balance.get(target, 0) + amount
    done.append((source, target, amount))
left = [f"{name} {balance[name]}" for name in sorted(balance) if name and balance[name] > 0]
print("\n".join(left) or "empty")

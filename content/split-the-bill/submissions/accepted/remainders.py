def split_bill(total_cents, weights):
    whole = sum(weights)
    shares = [total_cents * weight // whole for weight in weights]
    lost = [total_cents * weight % whole for weight in weights]
    left = total_cents - sum(shares)
    for index in sorted(range(len(weights)), key=lambda index: (-lost[index], index))[:left]:
        shares[index] += 1
    return shares

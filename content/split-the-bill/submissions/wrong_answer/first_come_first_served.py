def split_bill(total_cents, weights):
    whole = sum(weights)
    shares = [total_cents * weight // whole for weight in weights]
    # The cents that are left go to whoever stands first, weight 0 or not.
    for index in range(total_cents - sum(shares)):
        shares[index] += 1
    return shares

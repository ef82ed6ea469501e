function splitBill(totalCents, weights) {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const shares = weights.map((weight) => (totalCents * BigInt(weight)) / whole);
  const lost = weights.map((weight) => (totalCents * BigInt(weight)) % whole);
  const left = Number(totalCents - shares.reduce((sum, share) => sum + share, 0n));
  const order = weights.map((_, index) => index);
  order.sort((a, b) => (lost[a] === lost[b] ? a - b : lost[a] > lost[b] ? -1 : 1));
  for (const index of order.slice(0, left)) shares[index] += 1n;
  return shares;
}

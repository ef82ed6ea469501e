function splitBill(totalCents, weights) {
  // Exact only as far as a double goes.
  const total = Number(totalCents);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor((total * weight) / whole));
  const left = total - shares.reduce((sum, share) => sum + share, 0);
  const lost = weights.map((weight, index) => (total * weight) / whole - shares[index]);
  const order = weights.map((_, index) => index).sort((a, b) => lost[b] - lost[a] || a - b);
  for (const index of order.slice(0, left)) shares[index] += 1;
  return shares;
}

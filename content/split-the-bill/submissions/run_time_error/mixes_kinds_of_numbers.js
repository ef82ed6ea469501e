function splitBill(totalCents, weights) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (totalCents * weight) / whole);
}

function splitBill(totalCents: bigint, weights: number[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  const teams = weights.map((weight, index) => {
    const exact = totalCents * BigInt(weight);
    return { index, share: exact / whole, lost: exact % whole };
  });
  let left = totalCents - teams.reduce((sum, team) => sum + team.share, 0n);
  for (const team of [...teams].sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))) {
    if (left-- <= 0n) break;
    team.share += 1n;
  }
  return teams.map(({ share }) => share);
}

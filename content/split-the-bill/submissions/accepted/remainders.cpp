#include <algorithm>
#include <numeric>
#include <vector>

std::vector<long long> splitBill(long long totalCents, const std::vector<int>& weights) {
  long long whole = std::accumulate(weights.begin(), weights.end(), 0LL);
  std::vector<long long> shares, lost;
  long long left = totalCents;
  for (int weight : weights) {
    __int128 exact = static_cast<__int128>(totalCents) * weight;
    shares.push_back(static_cast<long long>(exact / whole));
    lost.push_back(static_cast<long long>(exact % whole));
    left -= shares.back();
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lost[a] > lost[b]; });
  for (long long i = 0; i < left; i++) shares[order[static_cast<std::size_t>(i)]]++;
  return shares;
}

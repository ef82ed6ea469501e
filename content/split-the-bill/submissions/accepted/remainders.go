package main

import (
	"math/bits"
	"sort"
)

func splitBill(totalCents int64, weights []int) []int64 {
	var whole uint64
	for _, weight := range weights {
		whole += uint64(weight)
	}
	shares := make([]int64, len(weights))
	lost := make([]uint64, len(weights))
	order := make([]int, len(weights))
	left := totalCents
	for i, weight := range weights {
		high, low := bits.Mul64(uint64(totalCents), uint64(weight))
		share, rest := bits.Div64(high, low, whole)
		shares[i], lost[i], order[i] = int64(share), rest, i
		left -= int64(share)
	}
	sort.SliceStable(order, func(a, b int) bool { return lost[order[a]] > lost[order[b]] })
	for i := int64(0); i < left; i++ {
		shares[order[i]]++
	}
	return shares
}

package main

import (
	"bufio"
	"fmt"
	"os"
)

type shift struct{ start, end string }

func minutes(text string) int {
	var hours, rest int
	fmt.Sscanf(text, "%d:%d", &hours, &rest)
	return hours*60 + rest
}

// Every minute reads every shift's text again.
func main() {
	in := bufio.NewReader(os.Stdin)
	var opens, closes string
	var wanted, n int
	fmt.Fscan(in, &opens, &closes, &wanted, &n)
	shifts := make([]shift, n)
	for i := range shifts {
		fmt.Fscan(in, &shifts[i].start, &shifts[i].end)
	}
	opening, closing := minutes(opens), minutes(closes)
	lacking, longest, stretch, total := 0, 0, 0, 0
	for minute := opening; minute < closing; minute++ {
		onDuty := 0
		for _, one := range shifts {
			start, end := minutes(one.start), minutes(one.end)
			if start <= minute && minute < end || end < start && (minute >= start || minute < end) {
				onDuty++
			}
		}
		total += onDuty
		if onDuty < wanted {
			lacking++
			stretch++
		} else {
			stretch = 0
		}
		if stretch > longest {
			longest = stretch
		}
	}
	fmt.Printf("%d\n%d\n%.9f\n", lacking, longest, float64(total)/float64(closing-opening))
}

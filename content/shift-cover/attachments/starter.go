package main

import (
	"bufio"
	"fmt"
	"os"
)

func minutes(text string) int {
	var hours, rest int
	fmt.Sscanf(text, "%d:%d", &hours, &rest)
	return hours*60 + rest
}

func main() {
	in := bufio.NewReader(os.Stdin)
	var opening, closing, start, end string
	var wanted, n int
	fmt.Fscan(in, &opening, &closing, &wanted, &n)
	for i := 0; i < n; i++ {
		fmt.Fscan(in, &start, &end)
	}
}

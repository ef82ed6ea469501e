package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReader(os.Stdin)
	var n int
	fmt.Fscanln(in, &n)
	for i := 0; i < n; i++ {
		line, _ := in.ReadString('\n')
		// line looks like "02:14:09 ERROR billing-api card processor timed out\n"
		_ = line
	}
}

package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

var in = bufio.NewScanner(os.Stdin)

func word() string {
	in.Scan()
	return in.Text()
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

func minutes() int {
	text := word()
	return number(text[:2])*60 + number(text[3:])
}

func main() {
	in.Split(bufio.ScanWords)
	opening, closing := minutes(), minutes()
	wanted, n := number(word()), number(word())
	var change [1441]int
	for i := 0; i < n; i++ {
		start, end := minutes(), minutes()
		change[start]++
		change[end]--
		if end < start {
			change[0]++
		}
	}
	lacking, longest, stretch, total, onDuty := 0, 0, 0, 0, 0
	for minute := 0; minute < closing; minute++ {
		onDuty += change[minute]
		if minute < opening {
			continue
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

package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	var n int
	fmt.Sscan(in.Text(), &n)
	cost := map[string]int{"ERROR": 1, "FATAL": 10}
	points := map[string]int{}
	for i := 0; i < n && in.Scan(); i++ {
		parts := strings.Split(in.Text(), " ")
		if c := cost[parts[1]]; c > 0 {
			points[parts[2]] += c
		}
	}
	names := make([]string, 0, len(points))
	for name := range points {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		return points[a] > points[b] || points[a] == points[b] && a < b
	})
	for _, name := range names {
		fmt.Println(name, points[name])
	}
	if len(names) == 0 {
		fmt.Println("quiet")
	}
}

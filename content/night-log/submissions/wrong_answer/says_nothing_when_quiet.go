package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

// A night without errors prints nothing at all.
func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Scan()
	cost := map[string]int{"ERROR": 1, "FATAL": 10}
	points := map[string]int{}
	names := []string{}
	for in.Scan() {
		parts := strings.Split(in.Text(), " ")
		if c := cost[parts[1]]; c > 0 {
			if points[parts[2]] == 0 {
				names = append(names, parts[2])
			}
			points[parts[2]] += c
		}
	}
	sort.Strings(names)
	sort.SliceStable(names, func(i, j int) bool { return points[names[i]] > points[names[j]] })
	for _, name := range names {
		fmt.Println(name, points[name])
	}
}

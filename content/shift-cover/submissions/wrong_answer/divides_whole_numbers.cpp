#include <algorithm>
#include <cstdio>

static int readMinutes() {
    int hours, minutes;
    std::scanf("%d:%d", &hours, &minutes);
    return hours * 60 + minutes;
}

static int change[1442];

// The average loses its fraction.
int main() {
    int opening = readMinutes(), closing = readMinutes(), wanted, n;
    std::scanf("%d %d", &wanted, &n);
    while (n-- > 0) {
        int start = readMinutes(), end = readMinutes();
        change[start]++;
        change[end]--;
        if (end < start) change[0]++;
    }
    int onDuty = 0, total = 0, lacking = 0, longest = 0, stretch = 0;
    for (int minute = 0; minute < closing; minute++) {
        onDuty += change[minute];
        if (minute < opening) continue;
        total += onDuty;
        stretch = onDuty < wanted ? stretch + 1 : 0;
        lacking += onDuty < wanted;
        longest = std::max(longest, stretch);
    }
    std::printf("%d\n%d\n%d\n", lacking, longest, total / (closing - opening));
}

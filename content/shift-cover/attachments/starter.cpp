#include <cstdio>

int main() {
    int openingHour, openingMinute, closingHour, closingMinute, wanted, n;
    std::scanf("%d:%d %d:%d %d %d", &openingHour, &openingMinute, &closingHour, &closingMinute, &wanted, &n);
    for (int i = 0; i < n; i++) {
        int startHour, startMinute, endHour, endMinute;
        std::scanf("%d:%d %d:%d", &startHour, &startMinute, &endHour, &endMinute);
    }
}

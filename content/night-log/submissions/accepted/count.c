#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct service { char name[32]; int points; };
static struct service services[20000];
static int count;

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct service *)a)->name, ((const struct service *)b)->name);
}

static int by_points(const void *a, const void *b) {
    const struct service *x = a, *y = b;
    return x->points != y->points ? y->points - x->points : strcmp(x->name, y->name);
}

int main(void) {
    char line[256], level[16], name[32];
    int n = atoi(fgets(line, sizeof line, stdin));
    while (n-- > 0 && fgets(line, sizeof line, stdin)) {
        sscanf(line, "%*s %15s %31s", level, name);
        int cost = !strcmp(level, "FATAL") ? 10 : !strcmp(level, "ERROR") ? 1 : 0;
        if (cost == 0) continue;
        strcpy(services[count].name, name);
        services[count++].points = cost;
    }
    qsort(services, count, sizeof *services, by_name);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
        if (distinct > 0 && !strcmp(services[distinct - 1].name, services[i].name)) services[distinct - 1].points += services[i].points;
        else services[distinct++] = services[i];
    }
    qsort(services, distinct, sizeof *services, by_points);
    for (int i = 0; i < distinct; i++) printf("%s %d\n", services[i].name, services[i].points);
    if (distinct == 0) puts("quiet");
}

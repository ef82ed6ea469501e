#include <stdio.h>

int main(void) {
    char line[256];
    int n = 0;
    if (fgets(line, sizeof line, stdin)) sscanf(line, "%d", &n);
    for (int i = 0; i < n && fgets(line, sizeof line, stdin); i++) {
        // line looks like "02:14:09 ERROR billing-api card processor timed out\n"
    }
}

#include <iostream>
#include <string>

int main() {
    int n;
    std::cin >> n;
    std::cin.ignore();
    std::string line;
    for (int i = 0; i < n; i++) {
        std::getline(std::cin, line);
        // line looks like "02:14:09 ERROR billing-api card processor timed out"
    }
}

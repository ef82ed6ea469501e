#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

// Looks for the level anywhere in the line, so messages count as well.
int main() {
    int n;
    std::cin >> n;
    std::cin.ignore();
    std::map<std::string, int> points;
    std::string line, time, level, service;
    while (n-- > 0 && std::getline(std::cin, line)) {
        std::istringstream(line) >> time >> level >> service;
        int cost = line.find("FATAL") != line.npos ? 10 : line.find("ERROR") != line.npos ? 1 : 0;
        if (cost > 0) points[service] += cost;
    }
    std::vector<std::pair<std::string, int>> ranking(points.begin(), points.end());
    std::stable_sort(ranking.begin(), ranking.end(), [](auto& a, auto& b) { return a.second > b.second; });
    for (auto& [name, cost] : ranking) std::cout << name << ' ' << cost << '\n';
    if (ranking.empty()) std::cout << "quiet\n";
}

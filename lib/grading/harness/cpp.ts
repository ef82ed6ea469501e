import { spellType } from "#lib/assessments/functions/languages.ts";
import type { Signature } from "#lib/assessments/functions/schema.ts";
import type { Harness } from "./types.ts";

/** `signed`, not `int`: a candidate's macros reach this far. */
const program = ({ name, parameters, result }: Signature) => String.raw`#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <unistd.h>
#include <unordered_map>
#include <vector>
#include "solution.cpp"

namespace assay_harness {
std::string given;
std::size_t at = 0;

std::string token() {
  std::size_t end = given.find(' ', at);
  std::string text = given.substr(at, end - at);
  at = end + 1;
  return text;
}

template <typename T> struct Read;
template <> struct Read<bool> { static bool from() { return token() == "1"; } };
template <> struct Read<double> { static double from() { return std::strtod(token().c_str(), nullptr); } };
template <typename T> requires std::is_integral_v<T> struct Read<T> {
  static T from() { return static_cast<T>(std::strtoll(token().c_str(), nullptr, 10)); }
};
template <> struct Read<std::string> {
  static std::string from() {
    std::size_t colon = given.find(':', at);
    std::size_t size = std::strtoull(given.substr(at, colon - at).c_str(), nullptr, 10);
    at = colon + 1 + size;
    return given.substr(colon + 1, size);
  }
};
template <typename T> struct Read<std::vector<T>> {
  static std::vector<T> from() {
    std::size_t count = std::strtoull(token().c_str(), nullptr, 10);
    std::vector<T> list;
    list.reserve(count);
    for (std::size_t i = 0; i < count; i++) list.push_back(Read<T>::from());
    return list;
  }
};
template <typename T> struct Read<std::map<std::string, T>> {
  static std::map<std::string, T> from() {
    std::size_t count = std::strtoull(token().c_str(), nullptr, 10);
    std::map<std::string, T> map;
    for (std::size_t i = 0; i < count; i++) {
      std::string key = Read<std::string>::from();
      map.emplace(key, Read<T>::from());
    }
    return map;
  }
};
template <typename T> struct Read<std::optional<T>> {
  static std::optional<T> from() {
    if (token() == "-") return std::nullopt;
    return Read<T>::from();
  }
};

std::string answer;

void put(bool value) { answer += value ? "true" : "false"; }
template <typename T> requires std::is_integral_v<T> void put(T value) { answer += std::to_string(value); }
void put(double value) {
  if (std::isnan(value)) { answer += "NaN"; return; }
  if (std::isinf(value)) { answer += value < 0 ? "-Infinity" : "Infinity"; return; }
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  answer += text;
}
void put(const std::string& value) {
  answer += '"';
  for (unsigned char c : value) {
    char text[8];
    if (c == '"' || c == '\\') { answer += '\\'; answer += static_cast<char>(c); }
    else if (c < 0x20) { std::snprintf(text, sizeof text, "\\u%04x", c); answer += text; }
    else answer += static_cast<char>(c);
  }
  answer += '"';
}
template <typename T> void put(const std::vector<T>& list);
template <typename T> void put(const std::optional<T>& value);
template <typename T> void put(const std::map<std::string, T>& map) {
  bool first = true;
  answer += '{';
  for (const auto& entry : map) {
    if (!first) answer += ',';
    first = false;
    put(entry.first);
    answer += ':';
    put(entry.second);
  }
  answer += '}';
}
template <typename T> void put(const std::optional<T>& value) {
  if (value) put(*value); else answer += "null";
}
template <typename T> void put(const std::vector<T>& list) {
  answer += '[';
  for (std::size_t i = 0; i < list.size(); i++) {
    if (i > 0) answer += ',';
    if constexpr (std::is_same_v<T, bool>) put(static_cast<bool>(list[i])); else put(list[i]);
  }
  answer += ']';
}

[[noreturn]] void leave(signed code, const std::string& text) {
  std::cout.flush();
  std::fflush(nullptr);
  for (std::size_t sent = 0; sent < text.size(); ) {
    ssize_t count = ::write(3, text.data() + sent, text.size() - sent);
    if (count <= 0) break;
    sent += static_cast<std::size_t>(count);
  }
  std::_Exit(code);
}

void receive() {
  char buffer[65536];
  for (std::size_t count; (count = std::fread(buffer, 1, sizeof buffer, stdin)) > 0; ) given.append(buffer, count);
}
}

signed main() {
  assay_harness::receive();
  try {
${parameters
  .map(
    ({ type }, index) =>
      `    auto argument${index} = assay_harness::Read<${spellType("cpp", type)}>::from();`,
  )
  .join("\n")}
    ${spellType("cpp", result.type)} returned = ${name}(${parameters.map((_, index) => `argument${index}`).join(", ")});
    assay_harness::answer = "=";
    assay_harness::put(returned);
  } catch (const std::exception& error) {
    std::cerr << "terminate called after throwing an exception\n  what():  " << error.what() << std::endl;
    assay_harness::leave(1, std::string("?threw ") + error.what());
  }
  assay_harness::leave(0, assay_harness::answer);
}
`;

export const CPP_HARNESS: Harness = {
  wire: "tokens",
  place: "compile",
  file: (signature) => ({ name: "harness.cpp", content: program(signature) }),
  // The harness takes the candidate's file in: their own headers and helpers, their own line numbers.
  sources: (_own, harness) => [harness],
};

#include "engine/short_name.hpp"

#include <cstddef>

namespace scoreline {
namespace {

constexpr int kLetters = 3;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

bool is_separator(char c) { return c == ' ' || c == '.' || c == '-'; }

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// "FC", "KK", "1.": the kind of a club or a number, which half of a league shares.
bool is_telling(std::string_view word) { return word.size() > 2; }

}  // namespace

std::string short_name(std::string_view name) {
  std::string_view best = name;
  std::string_view rest = name;
  while (!rest.empty()) {
    std::size_t end = 0;
    while (end < rest.size() && !is_separator(rest[end])) ++end;
    if (is_telling(rest.substr(0, end))) {
      best = rest;
      break;
    }
    rest.remove_prefix(end < rest.size() ? end + 1 : end);
  }
  std::string text;
  int letters = 0;
  for (const char c : best) {
    if (!is_continuation(c) && letters++ == kLetters) break;
    text += capital(c);
  }
  return text;
}

}  // namespace scoreline

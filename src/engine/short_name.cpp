#include "engine/short_name.hpp"

#include <algorithm>
#include <cstddef>

namespace scoreline {
namespace {

constexpr int kLetters = 3;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

bool is_separator(char c) { return c == ' ' || c == '.' || c == '-'; }

bool is_between(unsigned c, unsigned first, unsigned last) { return c >= first && c <= last; }

// Of ASCII, Latin-1 and Latin Extended-A; other letters stay as they are.
unsigned capital(unsigned c) {
  constexpr unsigned kDivisionSign = 0xf7;
  constexpr unsigned kDotlessI = 0x131;  // its capital is in ASCII
  if (is_between(c, 'a', 'z')) return c - 0x20;
  if (is_between(c, 0xe0, 0xfe) && c != kDivisionSign) return c - 0x20;
  const bool is_odd = c % 2 == 1;
  const bool has_odd_small = is_between(c, 0x100, 0x137) || is_between(c, 0x14a, 0x177);
  const bool has_even_small = is_between(c, 0x139, 0x148) || is_between(c, 0x179, 0x17e);
  const bool is_small = (has_odd_small && is_odd && c != kDotlessI) || (has_even_small && !is_odd);
  return is_small ? c - 1 : c;
}

void append_capital(std::string& text, std::string_view letter) {
  const auto byte = [letter](std::size_t i) { return static_cast<unsigned char>(letter[i]); };
  if (letter.size() == 1) {
    text += static_cast<char>(capital(byte(0)));
  } else if (letter.size() == 2) {
    const unsigned c = capital((byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU));
    text += static_cast<char>(0xc0U | c >> 6U);
    text += static_cast<char>(0x80U | (c & 0x3fU));
  } else {
    text += letter;
  }
}

// "FC", "KK", "1.": the kind of a club or a number, which half of a league shares.
bool is_telling(std::string_view word) {
  return std::count_if(word.begin(), word.end(), [](char c) { return !is_continuation(c); }) > 2;
}

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
  for (int letters = 0; letters < kLetters && !best.empty(); ++letters) {
    std::size_t size = 1;
    while (size < best.size() && is_continuation(best[size])) ++size;
    append_capital(text, best.substr(0, size));
    best.remove_prefix(size);
  }
  return text;
}

}  // namespace scoreline

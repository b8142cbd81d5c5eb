#include "feed/html_text.hpp"

#include <cstddef>
#include <cstdint>

namespace scoreline {
namespace {

// "&#x10FFFF;" is the longest without the zeros that nobody writes.
constexpr std::size_t kMostInside = 8;

struct Named {
  std::string_view name;
  char character;
};
constexpr Named kNamed[] = {
    {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''},
};

// The value of a digit, 16 for none.
std::uint32_t digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<std::uint32_t>(c - 'A' + 10);
  return 16;
}

// What stands between "&#" and ";"; 0 where it is no character.
std::uint32_t number_of(std::string_view text) {
  std::uint32_t base = 10;
  if (text.starts_with('x') || text.starts_with('X')) {
    base = 16;
    text.remove_prefix(1);
  }
  std::uint32_t number = 0;
  for (const char c : text) {
    const std::uint32_t digit = digit_of(c);
    if (digit >= base) return 0;
    number = number * base + digit;
  }
  const bool is_surrogate = number >= 0xd800 && number <= 0xdfff;
  return is_surrogate || number > 0x10ffff ? 0 : number;
}

void append_utf8(std::string& out, std::uint32_t code) {
  const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      add(0xe0 | code >> 12);
    } else {
      add(0xf0 | code >> 18);
      add(0x80 | (code >> 12 & 0x3f));
    }
    add(0x80 | (code >> 6 & 0x3f));
  }
  add(0x80 | (code & 0x3f));
}

// The character that "&inside;" stands for; 0 where it stands for none.
std::uint32_t character_of(std::string_view inside) {
  if (inside.starts_with('#')) return number_of(inside.substr(1));
  for (const Named& named : kNamed) {
    if (named.name == inside) return static_cast<unsigned char>(named.character);
  }
  return 0;
}

}  // namespace

std::string without_entities(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t mark = text.find('&');
    out += text.substr(0, mark);
    if (mark == std::string_view::npos) break;
    text.remove_prefix(mark);
    const std::size_t end = text.substr(0, kMostInside + 2).find(';');
    const std::uint32_t code =
        end == std::string_view::npos ? 0 : character_of(text.substr(1, end - 1));
    if (code == 0) {
      out += '&';
      text.remove_prefix(1);
    } else {
      append_utf8(out, code);
      text.remove_prefix(end + 1);
    }
  }
  return out;
}

}  // namespace scoreline

#include "feed/json_escape.hpp"

#include <cstdint>

namespace scoreline::json {
namespace {

constexpr std::uint32_t kFirstHigh = 0xd800;  // surrogates: the first half of a pair
constexpr std::uint32_t kFirstLow = 0xdc00;   // and the second
constexpr std::uint32_t kBehindLow = 0xe000;
constexpr std::uint32_t kReplacement = 0xfffd;

// Four hexadecimal digits; null where one is something else.
char* read_hex(char* at, std::uint32_t& code) {
  code = 0;
  for (int i = 0; i < 4; ++i, ++at) {
    const char c = *at;
    const char lower = static_cast<char>(c | 0x20);
    int digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (lower >= 'a' && lower <= 'f') {
      digit = lower - 'a' + 10;
    } else {
      return nullptr;
    }
    code = code * 16 + static_cast<std::uint32_t>(digit);
  }
  return at;
}

// What stands behind `\u`, and the second half of a pair with it. Half a pair becomes a
// replacement: a server that cuts a name within an emoji sends one, and should not cost a whole
// list its scores.
char* read_code(char* at, std::uint32_t& code) {
  at = read_hex(at, code);
  if (at == nullptr || code < kFirstHigh || code >= kBehindLow) return at;
  std::uint32_t low = 0;
  const bool has_more = code < kFirstLow && at[0] == '\\' && at[1] == 'u';
  char* const behind = has_more ? read_hex(at + 2, low) : nullptr;
  const bool is_pair = behind != nullptr && low >= kFirstLow && low < kBehindLow;
  code = is_pair ? 0x10000 + ((code - kFirstHigh) << 10) + (low - kFirstLow) : kReplacement;
  return is_pair ? behind : at;
}

char* write_utf8(char* out, std::uint32_t code) {
  const auto put = [&out](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
  const auto put_rest = [&put](std::uint32_t bits) { put(0x80 | (bits & 0x3f)); };
  if (code < 0x80) {
    put(code);
    return out;
  }
  if (code < 0x800) {
    put(0xc0 | (code >> 6));
  } else {
    if (code < 0x10000) {
      put(0xe0 | (code >> 12));
    } else {
      put(0xf0 | (code >> 18));
      put_rest(code >> 12);
    }
    put_rest(code >> 6);
  }
  put_rest(code);
  return out;
}

// What a backslash and this letter stand for; NUL for a letter that has no such meaning.
char meaning(char letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

}  // namespace

char* unescape(char* at, char*& out) {
  if (at[1] == 'u') {
    std::uint32_t code = 0;
    at = read_code(at + 2, code);
    if (at != nullptr) out = write_utf8(out, code);
    return at;
  }
  const char character = meaning(at[1]);
  if (character == '\0') return nullptr;
  *out++ = character;
  return at + 2;
}

}  // namespace scoreline::json

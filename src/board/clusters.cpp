#include "board/clusters.hpp"

#include "text/utf8.hpp"

namespace scoreline::board {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Code points that belong to the one before them, for the scripts that teams are named in. Not the
// whole of UAX #29: to cut a little early inside a rare cluster does no harm.
constexpr Range kExtending[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05c7},   {0x0610, 0x061a},   {0x064b, 0x065f},
    {0x0670, 0x0670}, {0x06d6, 0x06ed}, {0x0900, 0x0903},   {0x093a, 0x094f},   {0x0981, 0x0983},
    {0x09bc, 0x09cd}, {0x0a01, 0x0a03}, {0x0a3c, 0x0a4d},   {0x0b82, 0x0b82},   {0x0bbe, 0x0bcd},
    {0x0c3e, 0x0c4d}, {0x0d3e, 0x0d4d}, {0x0e31, 0x0e31},   {0x0e33, 0x0e3a},   {0x0e47, 0x0e4e},
    {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200c, 0x200d},   {0x20d0, 0x20ff},   {0x3099, 0x309a},
    {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0x1f3fb, 0x1f3ff}, {0xe0020, 0xe007f},
};

constexpr char32_t kZeroWidthJoiner = 0x200d;

bool is_in(char32_t value, Range range) { return value >= range.first && value <= range.last; }

bool is_extending(char32_t value) {
  for (const Range& range : kExtending) {
    if (is_in(value, range)) {
      return true;
    }
  }
  return false;
}

// Two of these make a flag.
bool is_regional_indicator(char32_t value) { return is_in(value, {0x1f1e6, 0x1f1ff}); }

bool is_right_to_left(char32_t value) {
  return is_in(value, {0x0590, 0x08ff}) || is_in(value, {0xfb1d, 0xfdff}) ||
         is_in(value, {0xfe70, 0xfefc});
}

// Latin letters, and all beyond Latin-1's signs that is not punctuation: near enough to "strong".
bool is_left_to_right(char32_t value) {
  return is_in(value | 0x20U, {'a', 'z'}) || (value >= 0xc0 && !is_in(value, {0x2000, 0x2bff}));
}

}  // namespace

std::size_t next_cluster(std::string_view text, std::size_t at) {
  CodePoint current = code_point_at(text, at);
  at += current.size;
  bool may_pair = is_regional_indicator(current.value);
  while (at < text.size()) {
    const CodePoint next = code_point_at(text, at);
    const bool is_pair = may_pair && is_regional_indicator(next.value);
    if (!is_pair && !is_extending(next.value) && current.value != kZeroWidthJoiner) {
      break;
    }
    may_pair = false;
    current = next;
    at += next.size;
  }
  return at;
}

bool runs_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = code_point_at(text, at);
    if (is_right_to_left(next.value)) {
      return true;
    }
    if (is_left_to_right(next.value)) {
      return false;
    }
    at += next.size;
  }
  return false;
}

bool is_ideographic(char32_t code_point) {
  return is_in(code_point, {0x2e80, 0x9fff}) || is_in(code_point, {0xac00, 0xd7a3}) ||
         is_in(code_point, {0xf900, 0xfaff}) || is_in(code_point, {0x20000, 0x3ffff});
}

}  // namespace scoreline::board

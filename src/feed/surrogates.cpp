#include "feed/surrogates.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace scoreline {
namespace {

constexpr std::size_t kEscapeBytes = 6;  // of \uXXXX

enum class Half { kNone, kFirst, kSecond };

// Of the escape at the front of `text`.
Half half_of(std::string_view text) {
  if (!text.starts_with("\\u") || text.size() < kEscapeBytes) return Half::kNone;
  unsigned code = 0;
  const char* const end = text.data() + kEscapeBytes;
  if (std::from_chars(text.data() + 2, end, code, 16).ptr != end) return Half::kNone;
  if (code >= 0xd800 && code < 0xdc00) return Half::kFirst;
  return code >= 0xdc00 && code < 0xe000 ? Half::kSecond : Half::kNone;
}

}  // namespace

std::string with_whole_surrogates(std::string_view json) {
  std::string whole;
  while (!json.empty()) {
    const Half half = half_of(json);
    std::size_t size = json.front() == '\\' ? 2 : 1;  // "\\" is an escape too
    if (half != Half::kNone) size = kEscapeBytes;
    const bool is_pair =
        half == Half::kFirst && half_of(json.substr(kEscapeBytes)) == Half::kSecond;
    if (is_pair) size = 2 * kEscapeBytes;
    whole += half == Half::kNone || is_pair ? json.substr(0, size) : "\\ufffd";
    json.remove_prefix(std::min(size, json.size()));
  }
  return whole;
}

}  // namespace scoreline

// The little of UTF-8 that decoding, encoding and laying out text need.
#pragma once

#include <cstddef>
#include <string_view>

namespace scoreline {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  // bytes
};

// Bytes of the character at the front of `text`: 1 to 4, or 0 where it is empty or not valid UTF-8
// (overlong forms, surrogates and values beyond U+10FFFF are not).
[[nodiscard]] std::size_t utf8_length(std::string_view text);

// The code point that starts at `at`, which is less than the text's size. A byte that is no part of
// valid UTF-8 is a code point of its own.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

// As much of the front of valid UTF-8 as fits in `max_bytes` without cutting a character.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace scoreline

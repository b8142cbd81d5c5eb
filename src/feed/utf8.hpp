// The little of UTF-8 that decoding and encoding need.
#pragma once

#include <cstddef>
#include <string_view>

namespace scoreline {

// Bytes of the character at the front of `text`: 1 to 4, or 0 where it is empty or not valid UTF-8
// (overlong forms, surrogates and values beyond U+10FFFF are not).
[[nodiscard]] std::size_t utf8_length(std::string_view text);

// As much of the front of valid UTF-8 as fits in `max_bytes` without cutting a character.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);

}  // namespace scoreline

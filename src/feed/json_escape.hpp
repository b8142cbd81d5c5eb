// The escapes of JSON strings.
#pragma once

namespace scoreline::json {

// Reads the escape whose backslash is at `at`, writes the character as UTF-8 to `out` and moves
// `out` behind it; half a surrogate pair is U+FFFD. Returns what follows the escape; null where it
// is none. The text must end with a NUL. `out` may be `at` or before it: no character is longer
// than its escape.
[[nodiscard]] char* unescape(char* at, char*& out);

}  // namespace scoreline::json

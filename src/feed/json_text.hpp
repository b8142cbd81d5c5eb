// Writing JSON strings.
#pragma once

#include <string>
#include <string_view>

namespace scoreline {

// Appends `text` as a JSON string, quotes included. Valid anywhere that JSON may stand, also inside
// a <script>: controls and '<' are escaped (U+2028 and U+2029 need not be since ECMAScript 2019). A
// byte that is not part of valid UTF-8 becomes U+FFFD, since a socket would be closed for it (Reverb
// observed, "Bad input": code 1007).
void append_json_string(std::string& out, std::string_view text);

}  // namespace scoreline

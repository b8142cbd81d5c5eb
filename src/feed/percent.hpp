// Percent-encoding for one part of a URL (a path segment, a query value) or a form field.
#pragma once

#include <string>
#include <string_view>

namespace scoreline {

// Everything but RFC 3986's unreserved characters becomes %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

// "." or "..": a URL's path takes them for steps, written as %2E too, so nothing can be asked by
// them.
[[nodiscard]] bool is_dot_segment(std::string_view text);

// Appends `name=value`, percent-encoded, behind `?` or `&` as the URL needs.
void append_query(std::string& url, std::string_view name, const std::string& value);

// Without the slashes at its end.
[[nodiscard]] std::string_view without_trailing_slash(std::string_view base);

// The same without the slashes, and with ws(s) for http(s): one base may serve REST and socket.
[[nodiscard]] std::string socket_base(std::string_view base);

}  // namespace scoreline

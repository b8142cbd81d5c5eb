// Text of parts.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace scoreline {

// The parts, one behind the other.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> parts);

}  // namespace scoreline

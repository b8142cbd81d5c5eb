// The little of text making that ids, URLs, frames and words need. What the standard library has
// for it costs several times the bytes: std::to_string its tables of digits and powers of ten, a
// chain of operator+ a temporary for each step.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace scoreline {

// In decimal digits.
[[nodiscard]] std::string number_text(std::int64_t number);

// The parts, one behind the other.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> parts);

}  // namespace scoreline

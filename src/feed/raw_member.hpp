// A member's or element's JSON text as it was sent, without writing it anew.
#pragma once

#include <string_view>
#include <vector>

namespace scoreline {

// The text of member `name` (the last of that name) of the object that `text` is. `text` must have
// been parsed without error before: nothing is checked here. Empty when there is no such member, or
// when its name is written with escapes.
[[nodiscard]] std::string_view raw_member(std::string_view text, std::string_view name);

// The texts of the elements of the array that `text` is; none for anything else. As above.
[[nodiscard]] std::vector<std::string_view> raw_elements(std::string_view text);

}  // namespace scoreline

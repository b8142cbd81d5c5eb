// A member's JSON text as it was sent, without writing it anew.
#pragma once

#include <string_view>

namespace scoreline {

// The text of member `name` (the last of that name) of the object that `text` is. `text` must have
// been parsed without error before: nothing is checked here. Empty when there is no such member, or
// when its name is written with escapes.
[[nodiscard]] std::string_view raw_member(std::string_view text, std::string_view name);

}  // namespace scoreline

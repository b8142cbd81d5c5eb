// A short name for a team whose provider gives none, for narrow boards.
#pragma once

#include <string>
#include <string_view>

namespace scoreline {

// The first three letters of the most telling word, in capitals where they are Latin: "Real Madrid"
// is "REA". Other scripts keep their first three characters. Never empty for a name that is not.
[[nodiscard]] std::string short_name(std::string_view name);

}  // namespace scoreline

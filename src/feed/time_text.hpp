// Times in text: RFC 3339 / ISO 8601 with an offset, as both providers write them.
#pragma once

#include <optional>
#include <string_view>

#include "match/match.hpp"

namespace scoreline {

// "2026-05-04T16:32:11Z", "2026-04-13T20:15:30.250+00:00". Absent for anything else, for a date
// that does not exist and for years outside 1970 to 9999.
[[nodiscard]] std::optional<WallMs> wall_ms_from_text(std::string_view text);

}  // namespace scoreline

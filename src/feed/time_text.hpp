// Times in text: RFC 3339 / ISO 8601 with an offset, as both providers document them, and what
// databases and frameworks write in its place.
#pragma once

#include <optional>
#include <string_view>

#include "match/match.hpp"

namespace scoreline {

// "2026-05-04T16:32:11Z", "2026-04-13T20:15:30.250+00:00", and their kin: a space for the T, no
// seconds, "+0000" or "+00". Absent for anything else, above all without a zone, for a date that
// does not exist and for years outside 1970 to 9999.
[[nodiscard]] std::optional<WallMs> wall_ms_from_text(std::string_view text);

// The same, and "2026-11-26 20:15:30" without a zone: ASSUMED to be UTC, as Laravel stores its
// times. Good for a kick-off, which would not be shown at all otherwise; never for the age of a
// row.
[[nodiscard]] std::optional<WallMs> kickoff_from_text(std::string_view text);

// A date alone, "2026-11-26", as its midnight in UTC; absent for anything else.
[[nodiscard]] std::optional<WallMs> day_from_text(std::string_view text);

}  // namespace scoreline

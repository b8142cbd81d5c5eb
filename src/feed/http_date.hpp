// The Date header of an HTTP answer.
#pragma once

#include <optional>
#include <string_view>

#include "match/match.hpp"

namespace scoreline {

// IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7), which is all that is sent
// nowadays: absent for the two older forms and for anything else. The day of the week is not looked
// at.
[[nodiscard]] std::optional<WallMs> wall_ms_from_http_date(std::string_view text);

}  // namespace scoreline

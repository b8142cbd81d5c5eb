#include "feed/http_date.hpp"

#include "feed/time_text.hpp"
#include "text/joined.hpp"

namespace scoreline {

std::optional<WallMs> wall_ms_from_http_date(std::string_view text) {
  constexpr std::string_view kShape = "Sun, 06 Nov 1994 08:49:37 GMT";
  constexpr std::string_view kMonths = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
  if (text.size() != kShape.size() || text.substr(3, 2) != ", " || text[7] != ' ' ||
      text[11] != ' ' || text[16] != ' ' || text.substr(25) != " GMT") {
    return std::nullopt;
  }
  const std::size_t month = kMonths.find(text.substr(8, 3));
  if (month == std::string_view::npos || month % 4 != 0) return std::nullopt;
  const std::string number = std::to_string(static_cast<std::int64_t>(month / 4 + 1));
  // The same as RFC 3339 has it, whose reader looks at every digit.
  return wall_ms_from_text(joined({text.substr(12, 4), number.size() == 1 ? "-0" : "-", number, "-",
                                   text.substr(5, 2), "T", text.substr(17, 8), "Z"}));
}

}  // namespace scoreline

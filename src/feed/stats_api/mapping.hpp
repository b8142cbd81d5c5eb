// A page's own mapping of a match's JSON, applied to whole answers.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace scoreline::stats_api {

// One match's JSON text to another.
using MatchMapping = std::function<std::string(std::string_view)>;

// The body with each match in it mapped, its envelope as it was. `body` must have been parsed
// without error before.
[[nodiscard]] std::string with_mapped_match(std::string_view body, const MatchMapping& map);
[[nodiscard]] std::string with_mapped_schedule(std::string_view body, const MatchMapping& map);

}  // namespace scoreline::stats_api

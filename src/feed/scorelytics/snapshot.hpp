// REST snapshots of Scorelytics: one match (bare object) and a page of a list.
// Source: Scorelytics documentation, "api-reference", "concepts/matches", "timestamps".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "feed/result.hpp"
#include "feed/scorelytics/clock_unit.hpp"
#include "match/match.hpp"

namespace scoreline::scorelytics {

// One row as sent. The raw clock stays apart, since its unit is a decision (see ClockUnit).
struct MatchRow {
  Match match;                             // `clock` is not set
  std::optional<std::int32_t> game_clock;  // `game_clock_secs` as sent; -1 is a stopped clock
};

struct MatchPage {
  std::vector<MatchRow> rows;
  std::vector<RefusedRow> refused;  // at most kMaxRefusedRows of those that were not taken
  // Absent on the last page: the cursor is missing or null, or `data` is empty.
  std::optional<std::int64_t> next_cursor;
};

// `sport` is the one in the URL that was asked: the body does not say.
[[nodiscard]] Result<MatchRow> decode_match(std::string_view body, Sport sport);
[[nodiscard]] Result<MatchPage> decode_page(std::string_view body, Sport sport);

// An error body `{error, code?, request_id}`. Tolerant: what cannot be read is left empty.
struct ErrorBody {
  std::string code;        // such as "invalid_api_key"
  std::string request_id;  // for a support request
};
[[nodiscard]] ErrorBody decode_error(std::string_view body);

}  // namespace scoreline::scorelytics

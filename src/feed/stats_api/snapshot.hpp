// REST snapshots of the Stats API. Its match JSON is not documented: see snapshot.cpp for the names
// that are tried, in order. A page whose server differs passes a mapping function, which turns a
// match's JSON into the first of those names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feed/result.hpp"
#include "match/match.hpp"

namespace scoreline::stats_api {

struct MatchPage {
  std::vector<Match> matches;
  std::vector<RefusedRow> refused;  // at most kMaxRefusedRows of those that were not taken
  bool has_more = false;            // Laravel pagination says that a further page exists
};

// `{data: {…}}`, or the bare object.
[[nodiscard]] Result<Match> decode_match(std::string_view body, MonoMs received_at);

// `{data: […]}` or, paginated, `{data: {data: […], …}}`; a bare array is taken too.
[[nodiscard]] Result<MatchPage> decode_schedule(std::string_view body, MonoMs received_at);

// Ids of `/competitions`.
[[nodiscard]] Result<std::vector<std::string>> decode_competitions(std::string_view body);

// `/matches/{id}/play-by-play`: the last kMaxPlays, oldest first.
[[nodiscard]] Result<std::vector<Play>> decode_plays(std::string_view body);

// Laravel's `{message}`; empty where it cannot be read.
[[nodiscard]] std::string decode_error_message(std::string_view body);

}  // namespace scoreline::stats_api

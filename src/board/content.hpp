// What a board has to show: the match data it was given, already chosen and worded. The engine
// makes it from a store and a connection; painting needs nothing else, so it can be tested without
// either.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "match/match.hpp"

namespace scoreline::board {

// How far the board may be trusted, as a picture: a stale score must look stale.
enum class Trust : std::uint8_t {
  kNone,     // nothing to show yet, or nothing that may be shown
  kLive,     // follows the stream, proven
  kPolling,  // repeated snapshots: right, but some seconds behind
  kStale,    // was right once; `notice` says since when
  kSettled,  // over or not started: nothing is expected to move now
};

struct Side {
  std::string name;
  std::string short_name;  // never empty: made from the name where the provider has none
  std::string logo_url;
  std::string score;  // "" before kick-off, else digits
};

struct Row {
  std::string match_id;
  Sport sport = Sport::kUnknown;
  Side home;
  Side away;
  std::string status;  // "63'", "HT", "Q3 7:42", "FT", "20:45", a provider's own word
  MatchStatus state = MatchStatus::kUnknown;
  Trust trust = Trust::kNone;
};

struct Content {
  std::string heading;  // league or competition; may be empty
  std::vector<Row> rows;
  std::string notice;  // "Connecting…", "Reconnecting in 8 s", "Wrong key…"; empty when all is well
  bool is_failure = false;  // `notice` says that something is wrong, not merely under way
};

}  // namespace scoreline::board

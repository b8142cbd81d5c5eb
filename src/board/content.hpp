// What a board has to show: the match data it was given, already chosen and worded. The engine
// makes it from a store and a connection; painting needs nothing else, so it can be tested without
// either.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

// How fresh something that the reader should feel is: 1 the moment it happened, falling to 0 when
// it is old news. All 0 is a row at rest, and always so under reduced motion.
struct Motion {
  float home_score = 0;
  float away_score = 0;
  float lead = 0;       // the lead has changed hands
  float status = 0;     // kick-off, full time
  float heartbeat = 0;  // the stream has told of the match

  bool operator==(const Motion&) const = default;
};

// A place on a court seen from above: 0 to 1 from end line to end line, and from side to side.
struct Shot {
  float along = 0;
  float across = 0;
  bool is_made = false;
};

enum class Whose : std::uint8_t { kNobody, kHome, kAway };

// One line of a play-by-play.
struct PlayLine {
  std::string time;  // "Q3 7:42"; may be empty
  std::string text;  // "3-pointer"
  Whose whose = Whose::kNobody;
  std::optional<Shot> shot;
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
  bool is_paused = false;  // at half-time
  Trust trust = Trust::kNone;
  std::string group;            // league or competition, by which a list is divided; may be empty
  std::vector<PlayLine> plays;  // newest first
  Motion motion;
};

struct Content {
  std::string heading;  // league or competition; may be empty
  std::vector<Row> rows;
  std::string notice;  // "Connecting…", "Reconnecting in 8 s", "Wrong key…"; empty when all is well
  bool is_failure = false;  // `notice` says that something is wrong, not merely under way
  // Of a ticker: the row that it shows, and how far it has slid to the next one, 0 to 1.
  std::size_t page = 0;
  float slide = 0;
};

}  // namespace scoreline::board

// One match as the provider last told it. Plain data: who may change it, and when, is decided by
// MatchStore and by the connection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "match/period.hpp"
#include "match/status.hpp"

namespace scoreline {

// Milliseconds since 1970-01-01 UTC, by a wall clock: the server's in what a server says, the reader's
// in what a page shows. The two are never compared as they are: the reader's may be wrong by hours.
using WallMs = std::int64_t;

// Milliseconds of a clock of the reader's machine that never goes back; its zero means nothing.
using MonoMs = std::int64_t;

struct Team {
  std::string id;                     // empty where the provider has none (Scorelytics)
  std::string name;                   // UTF-8, any script; empty while the team is not decided
  std::string short_name;             // empty where the provider has none
  std::string logo_url;               // empty, or an absolute URL
  std::optional<std::int32_t> score;  // absent before kick-off; 0 to kMaxScore

  bool operator==(const Team&) const = default;
};

// A basketball clock: what was left of the period when the provider said so.
struct GameClock {
  std::int32_t seconds_left = 0;  // 0 to kMaxClockSeconds
  bool is_running = false;
  MonoMs as_of = 0;  // when seconds_left was true

  bool operator==(const GameClock&) const = default;
};

// One entry of a play-by-play (Stats API's `event`).
struct Play {
  std::int64_t id = 0;    // rises with time; orders and deduplicates
  std::string type;       // the provider's word, such as "3pt_made"
  std::string team_id;    // empty for a neutral play
  std::string player_id;  // empty for a team's play
  std::optional<Period> period;
  std::optional<std::int32_t> clock_seconds_left;
  std::optional<double> x, y;  // the provider's court units; undocumented, finite
  std::optional<WallMs> at;

  bool operator==(const Play&) const = default;
};

// The bounds of what we take for a score or a clock; beyond them a value is a provider's mistake.
inline constexpr std::int32_t kMaxScore = 999;
inline constexpr std::int32_t kMaxMinute = 999;
inline constexpr std::int32_t kMaxClockSeconds = 60 * 60;
inline constexpr std::size_t kMaxPlays = 8;  // that a match keeps, newest last

struct Match {
  std::string id;
  Sport sport = Sport::kUnknown;
  std::string league_id;    // league (Scorelytics) or competition (Stats API)
  std::string league_name;  // empty where the snapshot has none
  std::string season;
  Team home;
  Team away;
  MatchStatus status = MatchStatus::kUnknown;
  std::string status_word;  // the provider's own word or number when status is kUnknown
  std::optional<Period> period;
  std::optional<std::int32_t> minute;      // football, running minute of the match
  std::optional<MonoMs> minute_as_of;      // when `minute` was true; set with it
  std::optional<std::int32_t> added_time;  // minutes; 45+2 is minute 45, added_time 2
  std::optional<GameClock> clock;          // basketball
  // Seconds left as its row told, nobody knows when: it orders rows where no clock can be shown.
  std::optional<std::int32_t> clock_reading;
  std::optional<WallMs> kickoff;
  std::optional<WallMs> kickoff_day;  // midnight UTC of its date, where only that is known
  std::optional<WallMs> updated_at;   // the server's last write to the row
  std::vector<Play> plays;            // at most kMaxPlays, oldest first, ids rising

  bool operator==(const Match&) const = default;
};

}  // namespace scoreline

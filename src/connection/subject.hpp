// What a board can ask for, and the streams that can tell it.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "match/status.hpp"

namespace scoreline {

enum class SubjectKind : std::uint8_t {
  kMatch,        // one match
  kLive,         // every live match that the credentials may see
  kLeague,       // Scorelytics: a league's matches
  kCompetition,  // Stats API: a competition's schedule
};

struct Subject {
  SubjectKind kind = SubjectKind::kMatch;
  Sport sport = Sport::kUnknown;  // Scorelytics' REST paths need it
  std::string id;                 // of the match, league or competition; empty for kLive

  [[nodiscard]] bool is_list() const { return kind != SubjectKind::kMatch; }
  auto operator<=>(const Subject&) const = default;
};

enum class StreamKind : std::uint8_t {
  kMatch,        // one match: Scorelytics' match socket, Stats API's private-match.{id}
  kAll,          // all matches: Scorelytics' live socket, Stats API's private-games
  kCompetition,  // Stats API's private-competition.{id}: status changes only
};

struct StreamKey {
  StreamKind kind = StreamKind::kAll;
  std::string id;  // of the match or competition; empty for kAll

  auto operator<=>(const StreamKey&) const = default;
};

}  // namespace scoreline

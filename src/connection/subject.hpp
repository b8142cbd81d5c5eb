// What a board can ask for, and the streams that can tell it.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>

#include "match/status.hpp"

namespace scoreline {

enum class SubjectKind : std::uint8_t {
  kMatch,        // one match
  kLive,         // every live match that the credentials may see
  kLeague,       // Scorelytics: a league's matches
  kCompetition,  // Stats API: a competition's schedule
  kDay,          // Scorelytics: the matches of a day, all or a league's; no board asks for it
};

struct Subject {
  SubjectKind kind = SubjectKind::kMatch;
  Sport sport = Sport::kUnknown;  // Scorelytics' REST paths need it
  // Of the match, league or competition; empty for kLive; of a day "2026-11-26", or with a league's id
  // "2026-11-26 DEf456".
  std::string id;

  [[nodiscard]] bool is_list() const { return kind != SubjectKind::kMatch; }
  bool operator==(const Subject&) const = default;
  bool operator<(const Subject& other) const {
    return std::tie(kind, sport, id) < std::tie(other.kind, other.sport, other.id);
  }
};

enum class StreamKind : std::uint8_t {
  kMatch,        // one match: Scorelytics' match socket, Stats API's private-match.{id}
  kAll,          // all matches: Scorelytics' live socket, Stats API's private-games
  kCompetition,  // Stats API's private-competition.{id}: status changes only
};

struct StreamKey {
  StreamKind kind = StreamKind::kAll;
  std::string id;  // of the match or competition; empty for kAll

  bool operator==(const StreamKey&) const = default;
  bool operator<(const StreamKey& other) const {
    return std::tie(kind, id) < std::tie(other.kind, other.id);
  }
};

}  // namespace scoreline

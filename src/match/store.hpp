// Every match that one source has told us about. Snapshots replace, deltas amend; both say what
// changed. Whether a snapshot or a delta may be applied is the connection's decision.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "match/change.hpp"
#include "match/delta.hpp"
#include "match/match.hpp"

namespace scoreline {

class MatchStore {
 public:
  // A match with all that a snapshot says; fields that only the stream tells (plays) are kept.
  ChangeSet apply(Match snapshot);

  // A delta for a match that is not in the store changes nothing: without names and a base there
  // is nothing to show, and 0-0 would turn its first message into a false goal.
  ChangeSet apply(const MatchDelta& delta);

  ChangeSet remove(const std::string& id);

  // Valid until the match is removed.
  [[nodiscard]] const Match* find(const std::string& id) const;
  [[nodiscard]] const std::map<std::string, Match>& all() const { return matches_; }

 private:
  std::map<std::string, Match> matches_;
};

[[nodiscard]] bool has_play(const std::vector<Play>& plays, std::int64_t id);

// Keeps ids rising and unique, whatever the order of arrival, and drops the oldest beyond
// kMaxPlays. Whether that has changed anything.
bool add_play(std::vector<Play>& plays, const Play& play);

// What differs between two states of one match.
[[nodiscard]] ChangeSet difference(const Match& before, const Match& after);

// Applies `delta` to `match`, and says what it changed: the one place that knows how a delta amends
// a match.
ChangeSet amend(Match& match, const MatchDelta& delta);

}  // namespace scoreline

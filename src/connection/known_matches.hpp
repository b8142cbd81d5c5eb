// The matches of one source: what is shown of each, how each is followed, and what has changed since a
// page last looked.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connection/instant.hpp"
#include "connection/strangers.hpp"
#include "connection/track.hpp"
#include "match/change.hpp"
#include "match/store.hpp"

namespace scoreline {

// A match changed; `before` is what a page compares with, absent when the match is new.
struct MatchChange {
  std::string id;
  ChangeSet changes;
  std::optional<std::int32_t> home_before, away_before;
  MatchStatus status_before = MatchStatus::kUnknown;
  std::vector<Play> new_plays;  // oldest first
};

class KnownMatches {
 public:
  using Tracks = std::map<std::string, Track>;

  [[nodiscard]] const MatchStore& store() const { return store_; }
  // What is shown of it; null where nothing is. Valid until the match is dropped.
  [[nodiscard]] const Match* find(const std::string& id) const { return store_.find(id); }

  // Those that somebody wants to see, shown yet or not.
  [[nodiscard]] Tracks& tracks() { return tracks_; }
  [[nodiscard]] const Tracks& tracks() const { return tracks_; }
  // The match's track; null where nobody wants to see it.
  [[nodiscard]] Track* track_of(const std::string& id);
  [[nodiscard]] const Track* track_of(const std::string& id) const;

  // Matches that a stream tells of and that nobody here has.
  [[nodiscard]] Strangers& strangers() { return strangers_; }

  // Somebody wants to see it from now on. Where it is new, its track begins with what is remembered of it
  // as a stranger.
  Track& add(const std::string& id, MonoMs now);
  // Nobody wants to see it any more: it is a stranger, where a stream told of it. Returns the track after
  // it.
  Tracks::iterator drop(Tracks::iterator track);

  // The same of one without a track.
  void forget(const std::string& id) { store_.remove(id); }

  // What is shown of a match from now on; absent: what was shown before. True where it is new or its
  // status changed: it may need other streams then.
  bool show(std::optional<Match>&& match, MonoMs now);
  // None of them has a clock that runs any more, until somebody tells one.
  void stop_clocks(MonoMs now);
  // Its plays from before it was followed, in place of those that are shown. They are history, and
  // none of them is told as new.
  void show_history(Match&& match);

  // What has changed since the last call, oldest first.
  [[nodiscard]] std::vector<MatchChange> take_changes() { return std::exchange(changes_, {}); }

 private:
  MatchChange apply(Match&& match);

  MatchStore store_;
  Tracks tracks_;
  Strangers strangers_;
  std::vector<MatchChange> changes_;
};

}  // namespace scoreline

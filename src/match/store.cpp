#include "match/store.hpp"

#include <algorithm>
#include <utility>

#include "match/running_clock.hpp"

namespace scoreline {
namespace {

bool same_team_details(const Team& a, const Team& b) {
  return a.id == b.id && a.name == b.name && a.short_name == b.short_name &&
         a.logo_url == b.logo_url;
}

// What a snapshot tells again about running clocks is no newer than when it was told first.
void keep_clocks_steady(const Match& before, Match& snapshot) {
  if (snapshot.period != before.period) return;
  if (snapshot.minute == before.minute && before.minute_as_of &&
      snapshot.minute_as_of.value_or(*before.minute_as_of) >= *before.minute_as_of) {
    snapshot.minute_as_of = before.minute_as_of;
  }
  if (snapshot.clock) snapshot.clock = steadied(before.clock, *snapshot.clock);
}

}  // namespace

bool has_play(const std::vector<Play>& plays, std::int64_t id) {
  return std::any_of(plays.begin(), plays.end(), [id](const Play& play) { return play.id == id; });
}

bool add_play(std::vector<Play>& plays, const Play& play) {
  const auto place = std::lower_bound(plays.begin(), plays.end(), play.id,
                                      [](const Play& p, std::int64_t id) { return p.id < id; });
  if (place != plays.end() && place->id == play.id) {
    if (*place == play) return false;
    *place = play;
    return true;
  }
  if (place == plays.begin() && plays.size() >= kMaxPlays) return false;
  plays.insert(place, play);
  if (plays.size() > kMaxPlays) plays.erase(plays.begin());
  return true;
}

ChangeSet difference(const Match& before, const Match& after) {
  ChangeSet changes;
  if (before.home.score != after.home.score || before.away.score != after.away.score) {
    changes |= Change::kScore;
  }
  if (before.status != after.status || before.status_word != after.status_word) {
    changes |= Change::kStatus;
  }
  if (before.period != after.period) changes |= Change::kPeriod;
  if (before.minute != after.minute || before.added_time != after.added_time) {
    changes |= Change::kMinute;
  }
  if (before.clock != after.clock) changes |= Change::kClock;
  if (before.plays != after.plays) changes |= Change::kPlay;
  if (before.sport != after.sport || before.league_id != after.league_id ||
      before.league_name != after.league_name || before.season != after.season ||
      before.kickoff != after.kickoff || before.kickoff_day != after.kickoff_day ||
      !same_team_details(before.home, after.home) || !same_team_details(before.away, after.away)) {
    changes |= Change::kDetails;
  }
  return changes;
}

ChangeSet amend(Match& match, const MatchDelta& delta) {
  ChangeSet changes;
  const auto set = [&changes](auto& field, const auto& told, Change change) {
    if (field == told) return false;
    field = told;
    changes |= change;
    return true;
  };
  if (delta.home_score) set(match.home.score, delta.home_score, Change::kScore);
  if (delta.away_score) set(match.away.score, delta.away_score, Change::kScore);
  // Added time belongs to the minute it was told with; the stream has no field for it.
  // And the same minute told again is as old as it was.
  if (delta.minute && set(match.minute, delta.minute, Change::kMinute)) {
    match.added_time.reset();
    match.minute_as_of = delta.received_at;
  }
  const bool is_same_period = !delta.period || delta.period == match.period;
  if (delta.period) set(match.period, delta.period, Change::kPeriod);
  if (delta.clock) {
    const GameClock clock = is_same_period ? steadied(match.clock, *delta.clock) : *delta.clock;
    set(match.clock, clock, Change::kClock);
  }
  if (delta.status) {
    set(match.status, *delta.status, Change::kStatus);
    set(match.status_word, delta.status_word, Change::kStatus);
  }
  if (delta.play && add_play(match.plays, *delta.play)) changes |= Change::kPlay;
  return changes;
}

ChangeSet MatchStore::apply(Match snapshot) {
  const auto found = matches_.find(snapshot.id);
  if (found == matches_.end()) {
    std::string id = snapshot.id;
    matches_.emplace(std::move(id), std::move(snapshot));
    return Change::kAdded;
  }
  Match& match = found->second;
  for (const Play& play : match.plays) add_play(snapshot.plays, play);
  keep_clocks_steady(match, snapshot);
  const ChangeSet changes = difference(match, snapshot);
  match = std::move(snapshot);
  return changes;
}

ChangeSet MatchStore::apply(const MatchDelta& delta) {
  const auto found = matches_.find(delta.match_id);
  return found == matches_.end() ? ChangeSet() : amend(found->second, delta);
}

ChangeSet MatchStore::remove(const std::string& id) {
  const auto found = matches_.find(id);
  if (found == matches_.end()) return {};
  matches_.erase(found);
  return Change::kRemoved;
}

const Match* MatchStore::find(const std::string& id) const {
  const auto found = matches_.find(id);
  return found == matches_.end() ? nullptr : &found->second;
}

}  // namespace scoreline

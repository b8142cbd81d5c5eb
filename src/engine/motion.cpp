#include "engine/motion.hpp"

#include <algorithm>

#include "board/tokens.hpp"

namespace scoreline {
namespace {

using namespace board::tokens;

constexpr MonoMs kLongest = std::max({kScoreFeltMs, kLeadFeltMs, kStatusFeltMs, kHeartbeatMs});

float freshness(MonoMs happened, MonoMs now, MonoMs felt) {
  const MonoMs age = now - happened;
  // A clock that was set back makes old what lies ahead of it.
  if (age < 0 || age >= felt) return 0;
  return 1 - static_cast<float>(age) / static_cast<float>(felt);
}

// Who is ahead: -1 the away team, 1 the home team, 0 nobody.
int leader(std::int32_t home, std::int32_t away) { return (home > away) - (home < away); }

}  // namespace

Motions::Happened& Motions::of(const std::string& id, MonoMs now) {
  std::erase_if(happened_, [&](const Happened& match) {
    return match.id != id && now - std::max(match.last, match.heartbeat) >= kLongest;
  });
  for (Happened& match : happened_) {
    if (match.id == id) return match;
  }
  happened_.emplace_back().id = id;
  return happened_.back();
}

void Motions::note(const MatchChange& change, const Match& match, MonoMs now) {
  // The first that is heard of a match is not news.
  if (change.changes.has(Change::kAdded)) return;
  Happened& happened = of(match.id, now);
  if (match.status == MatchStatus::kLive && now - heartbeat_ >= kHeartbeatEveryMs) {
    happened.heartbeat = heartbeat_ = now;
  }
  const bool has_score = change.changes.has(Change::kScore);
  const bool begins = is_in_play(match.status) && !is_in_play(change.status_before);
  const bool ends = is_final(match.status) && !is_final(change.status_before);
  const bool has_status = change.changes.has(Change::kStatus) && (begins || ends);
  if (!has_score && !has_status) return;
  happened.last = now;
  const bool is_one_of_many = std::any_of(
      happened_.begin(), happened_.end(),
      [&](const Happened& other) { return other.id != match.id && now - other.last < kLongest; });
  if (is_one_of_many) return;
  if (has_status) happened.status = now;
  if (!has_score) return;
  const std::int32_t home = match.home.score.value_or(0);
  const std::int32_t away = match.away.score.value_or(0);
  const std::int32_t home_before = change.home_before.value_or(0);
  const std::int32_t away_before = change.away_before.value_or(0);
  if (home != home_before) happened.home_score = now;
  if (away != away_before) happened.away_score = now;
  const int ahead = leader(home, away);
  if (ahead != 0 && ahead != leader(home_before, away_before)) happened.lead = now;
}

board::Motion Motions::at(const std::string& match_id, MonoMs now) const {
  board::Motion motion;
  for (const Happened& match : happened_) {
    if (match.id != match_id) continue;
    motion.home_score = freshness(match.home_score, now, kScoreFeltMs);
    motion.away_score = freshness(match.away_score, now, kScoreFeltMs);
    motion.lead = freshness(match.lead, now, kLeadFeltMs);
    motion.status = freshness(match.status, now, kStatusFeltMs);
    motion.heartbeat = freshness(match.heartbeat, now, kHeartbeatMs);
  }
  return motion;
}

bool is_moving(const board::Content& content) {
  return std::any_of(content.rows.begin(), content.rows.end(),
                     [](const board::Row& row) { return row.motion != board::Motion{}; });
}

}  // namespace scoreline

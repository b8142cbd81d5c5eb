#include "sim/facts.hpp"

#include <optional>

#include "match/running_clock.hpp"

namespace scoreline::sim {
namespace {

std::string score_text(const std::optional<std::int32_t>& score) {
  return score ? std::to_string(*score) : "-";
}

}  // namespace

bool same_status(const TruthMatch& truth, const Version& version, const Match& match) {
  if (version.status == match.status) return true;
  return truth.has_odd_word && version.status == MatchStatus::kLive &&
         match.status == MatchStatus::kUnknown;
}

ShownClock shown_clock(const Match& match, const Instant& now) {
  ShownClock shown;
  shown.minute = minute_at(match, now.mono);
  shown.seconds_left = clock_at(match, now.mono);
  shown.is_running = match.sport == Sport::kFootball || (match.clock && match.clock->is_running);
  return shown;
}

bool same_facts(const TruthMatch& truth, const Version& version, const Match& match) {
  if (!same_status(truth, version, match)) return false;
  if (!match.home.score || !match.away.score) {
    return truth.has_null_score && version.home == 0 && version.away == 0;
  }
  return *match.home.score == version.home && *match.away.score == version.away;
}

Period period_of(const TruthMatch& truth, const Version& version, bool is_stats_api) {
  const int code = version.period;
  if (truth.sport == Sport::kFootball) {
    if (code == 38) return {PeriodKind::kHalfTime, 0};
    return {PeriodKind::kHalf, code - 11};
  }
  const int number = is_stats_api ? code : code - 21;
  return number <= 4 ? Period{PeriodKind::kQuarter, number}
                     : Period{PeriodKind::kOvertime, number - 4};
}

std::string describe(const Match& match) {
  return match.id + ' ' + score_text(match.home.score) + '-' + score_text(match.away.score) + ' ' +
         std::string(name_of(match.status)) +
         (match.minute ? " " + std::to_string(*match.minute) + "'" : std::string());
}

std::string describe(const Version& version) {
  return std::to_string(version.home) + '-' + std::to_string(version.away) + ' ' +
         std::string(name_of(version.status)) + " period " + std::to_string(version.period) + " " +
         std::to_string(version.minute) + "'";
}

}  // namespace scoreline::sim

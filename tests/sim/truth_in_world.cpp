// Matches as a world has them: clocks that run, results that are not final, rows that stand still.
#include <algorithm>
#include <utility>

#include "sim/truth.hpp"

namespace scoreline::sim {
namespace {

constexpr int kHalfMinutes = 45;
constexpr int kPeriodSeconds = 600;

// A change that follows the last version.
Version after(const TruthMatch& match, MonoMs at, Step step) {
  Version version = match.versions.back();
  version.at = at;
  version.told_at = std::max(version.told_at, at);
  version.step = step;
  version.status_before = version.status;
  version.is_told = true;
  if (step != Step::kStatus) ++version.play;
  return version;
}

void add_status(TruthMatch& match, MonoMs at, MatchStatus status) {
  Version version = after(match, at, Step::kStatus);
  version.status = status;
  match.versions.push_back(version);
}

void add_goal(TruthMatch& match, MonoMs at, bool is_told, Dice& dice) {
  Version version = after(match, at, Step::kScore);
  ++(dice.percent(50) ? version.home : version.away);
  version.is_told = is_told;
  match.versions.push_back(version);
}

void cut_after(TruthMatch& match, MonoMs when) {
  while (match.versions.size() > 1 && match.versions.back().at > when) match.versions.pop_back();
}

void mistake_result(TruthMatch& match, MonoMs until, Dice& dice) {
  const MonoMs whistle = dice.between(20'000, until / 3);
  cut_after(match, whistle - 1'000);
  add_status(match, whistle, MatchStatus::kFinished);
  add_status(match, whistle + 30'000, MatchStatus::kLive);
  MonoMs goal = whistle + 30'000;
  for (int i = dice.small(1, 3); i > 0; --i) {
    goal += dice.between(15'000, 90'000);
    add_goal(match, goal, true, dice);
  }
  if (dice.percent(50)) add_status(match, goal + 60'000, MatchStatus::kFinished);
}

void correct_result(TruthMatch& match, MonoMs until, Dice& dice) {
  const MonoMs whistle = dice.between(20'000, 120'000);
  cut_after(match, whistle - 1'000);
  add_status(match, whistle, MatchStatus::kFinished);
  const MonoMs latest = std::min<MonoMs>(60 * 60'000, until - whistle - 310'000);
  if (latest <= 60'000) return;
  add_goal(match, whistle + dice.between(60'000, latest), false, dice);
}

// Goals that are taken back by REST alone, between changes that are told.
void take_back(TruthMatch& match, MonoMs until, Dice& dice) {
  std::vector<Version> kept;
  int off_home = 0;
  int off_away = 0;
  MonoMs next = dice.between(20'000, until / 2);
  for (const Version& version : std::exchange(match.versions, {})) {
    Version told = version;
    if (!kept.empty() && version.at > next + 2'000) {
      Version back = kept.back();
      back.at = back.told_at = next;
      back.step = Step::kScore;
      back.is_told = false;
      const bool is_home = back.home > 0 && (back.away == 0 || dice.percent(50));
      const bool is_away = !is_home && back.away > 0;
      if (back.told_at >= kept.back().told_at && (is_home || is_away)) {
        (is_home ? back.home : back.away) -= 1;
        (is_home ? off_home : off_away) += 1;
        kept.push_back(back);
      }
      next += dice.between(90'000, 240'000);
    }
    told.home = std::max(0, told.home - off_home);
    told.away = std::max(0, told.away - off_away);
    kept.push_back(told);
  }
  match.versions = std::move(kept);
}

// The feed stands still while the match goes on: nobody tells what is true, and nothing changes.
void get_stuck(TruthMatch& match, MonoMs from, Dice& dice) {
  cut_after(match, from);
  if (from > 0) return;
  Version& only = match.versions.front();
  only.at = only.told_at = -dice.between(1, 4) * 600'000;
}

class RealTime {
 public:
  RealTime(TruthMatch& match, const Story& story, Dice dice)
      : match_(match), story_(story), dice_(dice) {}

  void tell() {
    Version start;
    start.status = start.status_before = MatchStatus::kLive;
    start.at = start.told_at = -dice_.between(0, 20'000);
    start.play = 100;
    if (is_football()) {
      start.period = dice_.percent(50) ? 12 : 13;
      start.minute = start.period == 12 ? dice_.small(1, 20) : dice_.small(46, 66);
      match_.kickoff = kServerEpoch - start.minute * 60'000;
    } else {
      start.period = story_.is_stats_api ? 1 : 22;
      start.clock = dice_.small(200, 599);
      match_.kickoff = kServerEpoch - (kPeriodSeconds - start.clock) * 1'000;
    }
    // Time zero is when the reading was taken.
    match_.versions.push_back(start);
    if (is_football()) {
      minutes();
    } else {
      seconds();
    }
  }

 private:
  [[nodiscard]] bool is_football() const { return match_.sport == Sport::kFootball; }

  void minutes() {
    const Version start = match_.versions.front();  // a copy: the list grows
    MonoMs goal = next_gap();
    for (int i = 1; start.at + i * 60'000 < story_.until; ++i) {
      for (; goal < start.at + i * 60'000; goal += next_gap()) score(goal);
      Version version = after(match_, start.at + i * 60'000, Step::kTime);
      version.minute = std::min(start.minute + i, end_of_half());
      if (version.minute == match_.versions.back().minute) continue;
      version.told_at = version.at + dice_.between(0, story_.max_lag);
      match_.versions.push_back(version);
    }
  }

  void seconds() {
    for (MonoMs at = next_gap(); at < story_.until; at += next_gap()) {
      const int left = match_.clock_at(at);
      Version version = after(match_, at, Step::kScore);
      if (dice_.percent(40)) ++(dice_.percent(50) ? version.home : version.away);
      version.step =
          version.home + version.away == match_.versions.back().home + match_.versions.back().away
              ? Step::kTime
              : Step::kScore;
      version.clock = left;
      if (left == 0) return;
      version.told_at =
          std::max(match_.versions.back().told_at, at + dice_.between(0, story_.max_lag));
      match_.versions.push_back(version);
    }
  }

  void score(MonoMs at) {
    if (at <= match_.versions.back().at || at >= story_.until) return;
    Version version = after(match_, at, Step::kScore);
    ++(dice_.percent(50) ? version.home : version.away);
    version.told_at =
        std::max(match_.versions.back().told_at, at + dice_.between(0, story_.max_lag));
    match_.versions.push_back(version);
  }

  [[nodiscard]] int end_of_half() const {
    return match_.versions.front().period == 12 ? kHalfMinutes : 2 * kHalfMinutes;
  }
  MonoMs next_gap() {
    if (is_football()) return dice_.between(20'000, 90'000);
    return dice_.between(story_.pace == Pace::kBusy ? 1'000 : 4'000, 25'000);
  }

  TruthMatch& match_;
  const Story& story_;
  Dice dice_;
};

}  // namespace

int TruthMatch::minute_at(MonoMs when) const {
  const Version& start = versions.front();
  const int end = start.period == 12 ? kHalfMinutes : 2 * kHalfMinutes;
  return std::min(end, start.minute + static_cast<int>((when - start.at) / 60'000));
}

int TruthMatch::clock_at(MonoMs when) const {
  const Version& start = versions.front();
  return std::max(0, start.clock - static_cast<int>((when - start.at) / 1'000));
}

TruthMatch tell_match_in(const World& world, std::string id, const Story& story, Dice dice) {
  if (world.runs_in_real_time) {
    TruthMatch match;
    match.id = std::move(id);
    match.sport = story.is_stats_api || dice.percent(50) ? Sport::kBasketball : Sport::kFootball;
    match.league = "4";
    match.runs_in_real_time = true;
    RealTime(match, story, dice.split()).tell();
    return match;
  }
  TruthMatch match = tell_match(std::move(id), story, dice.split());
  match.league = "4";
  switch (world.kind) {
    case WorldKind::kMistakenResult:
      mistake_result(match, story.until, dice);
      break;
    case WorldKind::kCorrectedResult:
      correct_result(match, story.until, dice);
      break;
    case WorldKind::kVar:
      take_back(match, story.until, dice);
      break;
    case WorldKind::kStuck:
      get_stuck(match, world.stuck_from, dice);
      break;
    default:
      break;
  }
  return match;
}

}  // namespace scoreline::sim

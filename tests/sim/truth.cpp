#include "sim/truth.hpp"

#include <algorithm>
#include <utility>

namespace scoreline::sim {
namespace {

constexpr int kFirstHalf = 12;
constexpr int kSecondHalf = 13;
constexpr int kHalfTime = 38;

class Teller {
 public:
  Teller(TruthMatch& match, const Story& story, Dice dice)
      : match_(match), story_(story), dice_(dice) {}

  void tell() {
    begin();
    while (!is_final(now_.status) && time_ < story_.until) {
      // Two in a row, such as free throws, are told while REST already knows both.
      const bool is_burst = dice_.percent(20);
      time_ += is_burst ? dice_.between(150, 600) : dice_.between(shortest_gap_, longest_gap_);
      if (time_ >= story_.until) break;
      advance();
    }
  }

 private:
  void begin() {
    // Some matches are quick, some leave long silences.
    const bool is_quick = dice_.percent(50);
    shortest_gap_ = is_quick ? 400 : 5'000;
    longest_gap_ = is_quick ? 15'000 : 60'000;
    if (story_.pace == Pace::kBusy) shortest_gap_ = 500, longest_gap_ = 2'000;
    if (story_.pace == Pace::kQuiet) shortest_gap_ = 20'000, longest_gap_ = 80'000;
    const int what = story_.is_in_play ? 5 : dice_.small(0, 9);
    const bool is_scheduled = what <= 1;
    now_.status = is_scheduled ? MatchStatus::kScheduled : MatchStatus::kLive;
    match_.kickoff = kServerEpoch + (is_scheduled ? dice_.between(5'000, 240'000)
                                                  : -dice_.between(600'000, 3'600'000));
    if (what == 9) now_.status = MatchStatus::kFinished;
    if (!is_scheduled) {
      now_.home = dice_.small(0, is_football() ? 4 : 80);
      now_.away = dice_.small(0, is_football() ? 4 : 80);
      now_.period = first_period() + (is_football() ? 0 : dice_.small(0, 3));
      now_.minute = is_football() ? dice_.small(38, 44) : 0;
      now_.clock = is_football() ? 0 : dice_.small(60, 600);
      now_.play = dice_.between(100, 5'000);
    }
    now_.status_before = now_.status;
    // What is in play was written lately; an older row is a stuck one.
    now_.at = now_.told_at =
        now_.status == MatchStatus::kLive ? -dice_.between(0, 60'000) : -3'600'000;
    match_.versions.push_back(now_);
  }

  void advance() {
    switch (now_.status) {
      case MatchStatus::kScheduled:
        if (kServerEpoch + time_ < match_.kickoff) {
          time_ = match_.kickoff - kServerEpoch;
          if (time_ >= story_.until) return;
        }
        now_.period = first_period();
        now_.clock = is_football() ? 0 : 600;
        set_status(MatchStatus::kLive);
        return;
      case MatchStatus::kInterrupted:
        set_status(dice_.percent(80) ? MatchStatus::kLive : MatchStatus::kAbandoned);
        return;
      default:
        break;
    }
    if (is_football() && now_.period == kHalfTime) {
      now_.period = kSecondHalf;
      if (dice_.percent(50)) now_.minute = 46;
      add(Step::kPeriod);
      return;
    }
    const int what = dice_.small(0, story_.is_in_play ? 91 : 99);
    if (what < 40) {
      score();
    } else if (what < 80) {
      pass_time();
    } else if (what < 86) {
      end_period();
    } else if (what < 92) {
      correct();
    } else if (what < 96) {
      set_status(MatchStatus::kInterrupted);
    } else {
      finish();
    }
  }

  void score() {
    const int points = is_football() ? 1 : dice_.small(1, 3);
    (dice_.percent(50) ? now_.home : now_.away) += points;
    if (!is_football() || dice_.percent(50)) tick();
    add(Step::kScore);
  }

  void correct() {
    int& side = dice_.percent(50) ? now_.home : now_.away;
    if (side == 0) return;
    side = std::max(0, side - (is_football() ? 1 : dice_.small(1, 3)));
    add(Step::kScore);
  }

  void tick() {
    if (is_football()) {
      now_.minute = std::min(now_.minute + 1, now_.period == kFirstHalf ? 45 : 90);
    } else {
      now_.clock = std::max(0, now_.clock - dice_.small(1, 20));
    }
  }

  void pass_time() {
    const Version before = now_;
    tick();
    // The stream speaks only when something has changed; a play is always news.
    if (story_.is_stats_api || before.minute != now_.minute || before.clock != now_.clock) {
      add(Step::kTime);
    }
  }

  void end_period() {
    if (is_football()) {
      if (now_.period != kFirstHalf) return;
      now_.period = kHalfTime;
      now_.minute = 45;
    } else {
      if (now_.period >= first_period() + 4) return;
      ++now_.period;
      now_.clock = 600;
    }
    add(Step::kPeriod);
  }

  void finish() {
    if (!is_football() && now_.home == now_.away) return;
    const bool is_usual = story_.is_stats_api || !is_football() || dice_.percent(80);
    set_status(is_usual ? MatchStatus::kFinished : MatchStatus::kAfterPenalties);
  }

  void set_status(MatchStatus status) {
    now_.status_before = std::exchange(now_.status, status);
    add(Step::kStatus);
  }

  void add(Step step) {
    now_.step = step;
    now_.at = time_;
    now_.told_at = std::max(now_.told_at, time_ + dice_.between(0, story_.max_lag));
    if (step != Step::kStatus) ++now_.play;
    match_.versions.push_back(now_);
  }

  [[nodiscard]] bool is_football() const { return match_.sport == Sport::kFootball; }
  [[nodiscard]] int first_period() const {
    if (is_football()) return kFirstHalf;
    return story_.is_stats_api ? 1 : 22;
  }

  TruthMatch& match_;
  const Story& story_;
  Dice dice_;
  Version now_;
  MonoMs time_ = 0;
  MonoMs shortest_gap_ = 0;
  MonoMs longest_gap_ = 0;
};

}  // namespace

std::size_t TruthMatch::index_at(MonoMs when) const {
  const auto after = std::upper_bound(versions.begin(), versions.end(), when,
                                      [](MonoMs t, const Version& v) { return t < v.at; });
  return after == versions.begin() ? 0 : static_cast<std::size_t>(after - versions.begin()) - 1;
}

TruthMatch tell_match(std::string id, const Story& story, Dice dice) {
  TruthMatch match;
  match.id = std::move(id);
  match.sport = story.is_stats_api || dice.percent(40) ? Sport::kBasketball : Sport::kFootball;
  match.league = std::to_string(dice.small(4, 5));
  match.has_null_score = dice.percent(50);
  Teller(match, story, dice.split()).tell();
  return match;
}

}  // namespace scoreline::sim

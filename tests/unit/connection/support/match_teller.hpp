// One match with its two tellers, for tests of how they are kept coherent.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "connection/match_sync.hpp"
#include "connection/rest_path.hpp"
#include "match/store.hpp"

namespace scoreline::test {

class MatchTeller {
 public:
  void reset() { *this = MatchTeller(); }
  void pass(MonoMs ms) { now_ += ms; }
  [[nodiscard]] MonoMs now() const { return now_; }

  void go_live() { sync.stream_live(++seq_, now_); }
  void doubt() { sync.doubt(++seq_, now_); }
  // Of an answer whose headers tell that it comes from the origin, and of one that tells nothing.
  Asked ask() { return {++seq_, now_, now_, now_}; }
  Asked ask_without_age() { return {++seq_, now_, now_, now_ - kOldestCopy}; }
  // Of one that is known to be so old.
  Asked ask_copy(MonoMs age) { return {++seq_, now_, now_ - age, now_ - age}; }

  MatchSync::Answered answer(const Asked& asked, Match snapshot) {
    MatchSync::Answered answered = sync.on_snapshot(match(), std::move(snapshot), asked, now_);
    if (answered.shown) store_.apply(Match(*answered.shown));
    return answered;
  }
  MatchSync::Heard hear(MatchDelta delta) {
    MatchSync::Heard heard = sync.on_delta(match(), std::move(delta), now_);
    if (heard.shown) store_.apply(Match(*heard.shown));
    return heard;
  }

  // The stream is live and stands on this, but a replica may have lagged.
  void base(const Match& snapshot) {
    go_live();
    answer(ask(), snapshot);
  }
  // It stands on this for good.
  void settled(const Match& snapshot) {
    base(snapshot);
    pass(kSettleAfter);
    answer(ask(), snapshot);
  }

  [[nodiscard]] const Match* match() const { return store_.find("m1"); }
  // "2-1", or "nothing".
  [[nodiscard]] std::string shown() const {
    if (match() == nullptr) return "nothing";
    return std::to_string(match()->home.score.value_or(-1)) + '-' +
           std::to_string(match()->away.score.value_or(-1));
  }

  static Match score(std::int32_t home, std::int32_t away,
                     std::optional<std::int32_t> minute = std::nullopt) {
    Match match;
    match.id = "m1";
    match.home.name = "Home";
    match.home.score = home;
    match.away.name = "Away";
    match.away.score = away;
    match.status = MatchStatus::kLive;
    match.minute = minute;
    return match;
  }
  static Match final_score(std::int32_t home, std::int32_t away,
                           std::optional<std::int32_t> minute = std::nullopt) {
    Match match = score(home, away, minute);
    match.status = MatchStatus::kFinished;
    return match;
  }
  static Match written_at(Match match, WallMs at) {
    match.updated_at = at;
    return match;
  }
  // The same, told with so many seconds left of its period.
  template <typename Telling>
  [[nodiscard]] Telling at_clock(std::int32_t seconds_left, Telling telling) const {
    telling.clock = GameClock{seconds_left, true, now_};
    return telling;
  }
  static MatchDelta delta_of_match() {
    MatchDelta delta;
    delta.match_id = "m1";
    return delta;
  }
  static MatchDelta score_delta(std::int32_t home, std::int32_t away,
                                std::optional<std::int32_t> minute = std::nullopt) {
    MatchDelta delta = delta_of_match();
    delta.home_score = home;
    delta.away_score = away;
    delta.minute = minute;
    return delta;
  }
  static MatchDelta play_delta(std::int64_t id, std::int32_t home, std::int32_t away) {
    MatchDelta delta = score_delta(home, away);
    delta.play.emplace().id = id;
    return delta;
  }
  // A message that is sent when the status changes: of Scorelytics without a score.
  static MatchDelta status_delta(MatchStatus status) {
    MatchDelta delta = delta_of_match();
    delta.status = status;
    delta.is_status_change = true;
    return delta;
  }
  // That of the Stats API, which tells the score too.
  static MatchDelta status_delta(MatchStatus status, std::int32_t home, std::int32_t away) {
    MatchDelta delta = status_delta(status);
    delta.home_score = home;
    delta.away_score = away;
    return delta;
  }

  MatchSync sync;

 private:
  MatchStore store_;
  Seq seq_ = 0;
  MonoMs now_ = 1'000'000;
};

}  // namespace scoreline::test

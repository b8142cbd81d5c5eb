// One match with its two tellers, for tests of how they are kept coherent.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "connection/match_sync.hpp"
#include "match/store.hpp"

namespace scoreline::test {

class MatchTeller {
 public:
  struct Asked {
    Seq seq;
    MonoMs at;
  };

  void reset() { *this = MatchTeller(); }
  void pass(MonoMs ms) { now_ += ms; }
  [[nodiscard]] MonoMs now() const { return now_; }

  void go_live() { sync.stream_live(++seq_); }
  void doubt() { sync.doubt(++seq_); }
  Asked ask() { return {++seq_, now_}; }

  // These three: whether what is shown was said anew.
  bool answer(Asked asked, Match snapshot) {
    return show(sync.on_snapshot(match(), std::move(snapshot), asked.seq, asked.at, now_));
  }
  bool hear(MatchDelta delta) {
    return show(sync.on_delta(match(), std::move(delta), ++seq_, now_));
  }
  bool wake() { return show(sync.on_deadline(match(), now_)); }

  // The stream is live and stands on this.
  void base(Match snapshot) {
    go_live();
    answer(ask(), std::move(snapshot));
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
  static Match written_at(Match match, WallMs at) {
    match.updated_at = at;
    return match;
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

  MatchSync sync;

 private:
  bool show(std::optional<Match> match) {
    if (!match) return false;
    store_.apply(std::move(*match));
    return true;
  }

  MatchStore store_;
  Seq seq_ = 0;
  MonoMs now_ = 1'000'000;
};

}  // namespace scoreline::test

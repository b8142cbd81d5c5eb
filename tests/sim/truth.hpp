// What really happens in the matches of a simulation: each match is a list of versions, of which
// one is true at any time. Servers tell it, invariants compare with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "connection/instant.hpp"
#include "match/match.hpp"
#include "sim/dice.hpp"
#include "sim/world.hpp"

namespace scoreline::sim {

// The servers' wall clock at the simulation's time zero; the reader's may be another.
inline constexpr WallMs kServerEpoch = 1'790'000'000'000;

// One change of a match; only one kind of fact changes at a time.
enum class Step : std::uint8_t { kStart, kScore, kTime, kPeriod, kStatus };

struct Version {
  MonoMs at = 0;       // true from then on: what REST answers
  MonoMs told_at = 0;  // when the streams say so; not before `at`
  Step step = Step::kStart;
  MatchStatus status = MatchStatus::kScheduled;
  MatchStatus status_before = MatchStatus::kScheduled;
  int home = 0;
  int away = 0;
  int period = 0;  // the provider's number; 0: none
  int minute = 0;
  int clock = 0;
  std::int64_t play = 0;
  bool is_told = true;  // by the streams; else REST alone knows it
};

struct TruthMatch {
  std::string id;
  Sport sport = Sport::kFootball;
  std::string league;
  WallMs kickoff = 0;
  bool has_null_score = false;  // before kick-off: null, or 0
  bool has_odd_word = false;    // for "in play"
  // Minutes and clocks run by themselves: the first version's counts from time zero.
  bool runs_in_real_time = false;
  std::vector<Version> versions;

  [[nodiscard]] std::size_t index_at(MonoMs when) const;
  [[nodiscard]] const Version& at(MonoMs when) const { return versions[index_at(when)]; }
  // Where they run in real time.
  [[nodiscard]] int minute_at(MonoMs when) const;
  [[nodiscard]] int clock_at(MonoMs when) const;
};

struct Story {
  MonoMs until = 0;    // nothing happens after this
  MonoMs max_lag = 0;  // of the streams behind REST
  bool is_stats_api = false;
  Pace pace = Pace::kUsual;
  bool is_in_play = false;  // from the start and to the end
};

[[nodiscard]] TruthMatch tell_match(std::string id, const Story& story, Dice dice);
// As the world has it: told in real time, not final, taken back, stuck.
[[nodiscard]] TruthMatch tell_match_in(const World& world, std::string id, const Story& story,
                                       Dice dice);

}  // namespace scoreline::sim

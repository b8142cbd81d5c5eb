// Keeps one match coherent between two tellers: a stream that says each change once, in order,
// without numbers or times, and snapshots that say everything, some time ago.
//
// The rules, and the race that each closes:
// * Only a snapshot that was asked for after the stream went live is a base: an older one may miss
//   what happened in between.
// * A delta that arrived before a snapshot was asked for is covered by it. One that arrived later
// is
//   applied on top, unless it may be older than the answer: the two travel by different ways, so
//   the answer can overtake deltas. Where the game's own time (minute, period, clock, status) does
//   not tell which is newer, the delta is held and the snapshot asked for again; the next answer
//   settles it. A delta is never held longer than kMaxHold. A higher score that is shown already
//   stays meanwhile, but is not called live.
// * A snapshot that knows more than the stream ever tells is a sign that the stream is dead
// although
//   its socket is open: see is_stream_suspect().
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "connection/instant.hpp"
#include "match/delta.hpp"
#include "match/match.hpp"

namespace scoreline {

// Assumed: a delta is published at most this long after (or before) the REST API answers with the
// same state. Neither provider says; ds2 claims "under 100 ms" for its events.
inline constexpr MonoMs kMaxStreamLag = 3'000;
// By then whatever is older than the answer that it was held against has come.
inline constexpr MonoMs kMaxHold = kMaxStreamLag;

class MatchSync {
 public:
  void stream_live(Seq seq);
  void stream_lost();
  // Whatever was said meanwhile may have been lost: neither the base from before nor an answer that
  // was asked for before is one any more.
  void doubt(Seq seq) {
    if (is_stream_live_) stream_live(seq);
  }

  // Both return the match as it is now to be shown, or nothing when that does not change.
  // `current` is what the store has; null before the first snapshot.
  std::optional<Match> on_delta(const Match* current, MatchDelta&& delta, Seq seq, MonoMs now);
  std::optional<Match> on_snapshot(const Match* current, Match&& snapshot, Seq asked,
                                   MonoMs asked_at, MonoMs now);
  // Held deltas whose time is up.
  std::optional<Match> on_deadline(const Match* current, MonoMs now);

  // A snapshot is needed now: for a base, or to settle a held delta.
  [[nodiscard]] bool wants_snapshot() const { return wants_snapshot_; }
  // The newest play that was told before the match was followed: an older one is a late repetition.
  void note_play(std::int64_t id) { last_play_ = std::max(last_play_, id); }
  [[nodiscard]] std::int64_t last_play() const { return last_play_; }
  // Something was told that nobody can place (see Source): ask.
  void ask_snapshot() { wants_snapshot_ = true; }

  // The stream is live and stands on a snapshot that was asked for after that.
  [[nodiscard]] bool is_based() const { return is_based_; }
  // The match is final and so is its score: a snapshot said so, or a stream of which nothing can
  // have been missed.
  [[nodiscard]] bool is_result_known() const { return is_result_confirmed_ || was_final_based_; }
  // A snapshot said so: period, minute and what else only snapshots tell are final too.
  [[nodiscard]] bool is_result_confirmed() const { return is_result_confirmed_; }
  // A snapshot proved changes that the stream should have told and did not.
  [[nodiscard]] bool is_stream_suspect(MonoMs now) const {
    return expected_until_ != kNever && now >= expected_until_;
  }
  // When a snapshot last proved what is shown; kNever before the first.
  [[nodiscard]] MonoMs proven_at() const { return proven_at_; }
  [[nodiscard]] MonoMs next_deadline() const;

 private:
  // What a reader must never see wrong: over this, snapshot and stream can contradict each other.
  struct Facts {
    std::optional<std::int32_t> home_score;
    std::optional<std::int32_t> away_score;
    MatchStatus status = MatchStatus::kUnknown;

    bool operator==(const Facts&) const = default;
  };
  struct Answer {
    Facts facts;
    std::optional<WallMs> updated_at;
  };
  struct Heard {
    Seq seq = 0;
    MonoMs at = 0;
    MatchDelta delta;
  };

  [[nodiscard]] static Facts facts_of(const Match& match);
  [[nodiscard]] bool must_hold(const Match& match, const std::optional<GameClock>& clock,
                               const MatchDelta& delta, MonoMs now) const;
  [[nodiscard]] std::vector<Facts> told_by_stream(const Match* current) const;
  void note_final_delta(const Match& match);
  [[nodiscard]] const std::optional<GameClock>& clock_as_told(const Match& match) const;
  void remember(MatchDelta&& delta, Seq seq, MonoMs now);
  void hold_from(std::size_t first, MonoMs now);

  std::vector<Heard> recent_;  // deltas that an answer still under way may need, oldest first
  std::size_t held_from_ = 0;  // recent_[held_from_...] are held; == size() when none is
  MonoMs hold_until_ = kNever;
  Seq forgotten_ = 0;  // deltas up to this one are no longer in recent_
  Seq live_since_ = 0;
  Seq last_asked_ = 0;
  std::optional<Answer> answer_;  // the last one that was taken
  MonoMs answered_at_ = 0;
  MonoMs proven_at_ = kNever;
  MonoMs settled_at_ = 0;  // until then a delta may be older than the last snapshot
  MonoMs expected_until_ = kNever;
  std::int64_t last_play_ = 0;
  std::optional<GameClock> told_clock_;  // of the newest answer or delta, as it came
  int older_answers_ = 0;
  bool is_stream_live_ = false;
  bool is_based_ = false;
  bool is_result_confirmed_ = false;
  bool was_final_based_ = false;
  bool wants_snapshot_ = true;
};

}  // namespace scoreline

// Keeps one match coherent between two tellers, neither of whom can be taken at their word.
//
// A stream tells changes, without numbers or times. Its messages may get lost, come twice, come late
// or overtake each other. Snapshots tell everything, but a replica, a proxy or a CDN may answer with
// an older state than the one that the stream has told already.
//
// The rules:
//
// * A telling is placed by what orders it: the row's `updated_at`, the game's own time (minute,
//   period, clock), or the number of a play. What is earlier is passed over; what is later is
//   believed, whatever it says.
// * Where nothing orders two tellings, the one that goes forward is believed: scores rise and matches
//   end. One that takes something back is a correction or an old copy, and nobody can tell which.
//   - A message that takes something back is contested: what is shown stays, is not called live, and
//     an answer or a later message settles it.
//   - An answer that does so is disputed in the same way. It is believed when several answers in a
//     row contradict what is shown, and that has stood for longer than any copy is kept (kLateAtMost).
// * A state that was shown and left less than kLateAtMost ago does not come back without proof.
// * A stream is followed from a base: an answer that speaks for a time at which the stream was live
//   already. A replica may lag, so a second answer is asked for kSettleAfter that time.
// * When a snapshot knows of a change, and the stream does not tell it within kStreamLag, the stream
//   is suspect: see is_stream_suspect().
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "connection/account.hpp"
#include "connection/game_time.hpp"
#include "connection/instant.hpp"
#include "match/delta.hpp"
#include "match/match.hpp"

namespace scoreline {

// Assumed: a stream tells a change at most this long after REST does. ds2 claims "under 100 ms" for
// its events, Scorelytics says nothing.
inline constexpr MonoMs kStreamLag = 3'000;
// Assumed: a replica of a database is at most this far behind. An answer that lacks what was told
// less than this long before it was asked says nothing against it.
inline constexpr MonoMs kReplicaLag = 3'000;
// So long after a stream is live an answer from a replica knows what was told before it was.
inline constexpr MonoMs kSettleAfter = 2'500;

// When a snapshot was asked for, and for when it speaks.
struct Asked {
  Seq seq = 0;
  MonoMs at = 0;
  MonoMs as_of = 0;   // `at`, less the age that is known or usual of this source's answers
  MonoMs surely = 0;  // `at`, less the greatest age that the answer may have
};

class MatchSync {
 public:
  void stream_live(Seq seq, MonoMs now);
  void stream_lost();
  // Whatever was said meanwhile may have been lost: neither the base from before nor an answer that
  // was asked for before is one any more. But the connection is still the same, and loses nothing: a
  // change that it has not told within kStreamLag of an answer makes it as suspect as before. What it
  // has not told yet may wait to be read, so it is given that time anew.
  void doubt(Seq seq, MonoMs now) {
    if (!is_stream_live_) return;
    const bool must_tell = is_settled_ || must_tell_;
    const bool is_behind = is_stream_behind();
    stream_live(seq, now);
    must_tell_ = must_tell;
    if (is_behind) expected_until_ = now + kStreamLag;
  }

  struct Heard {
    std::optional<Match> shown;  // the match from now on; absent when that does not change
    bool is_told = false;        // the message changed something: it proves that the stream tells
    bool is_contested = false;   // somebody has to be asked
  };
  // `current` is what the store has; null before the first snapshot.
  [[nodiscard]] Heard on_delta(const Match* current, MatchDelta&& delta, MonoMs now);

  struct Answered {
    std::optional<Match> shown;  // as in Heard
    bool agrees = false;         // with what was shown
    MonoMs caught = 0;           // by so much the answer was older than it seemed; 0: it was not
  };
  [[nodiscard]] Answered on_snapshot(const Match* current, Match&& snapshot, const Asked& asked,
                                     MonoMs now);

  // To be asked after each answer: when another one is needed, for a base, to settle it, or to decide
  // what is in doubt; kNever when nothing is open. Answers that change nothing of that are asked for
  // ever more seldom.
  [[nodiscard]] MonoMs ask_again_at(MonoMs now);

  // The newest play that was told before the match was followed: an older one is a late repetition.
  void note_play(std::int64_t id) { last_play_ = std::max(last_play_, id); }
  [[nodiscard]] std::int64_t last_play() const { return last_play_; }

  // The stream is live and stands on an answer that speaks for a time since then.
  [[nodiscard]] bool is_based() const { return is_based_; }
  // It is based, but a replica may not have known yet what was told before the stream was live: the
  // answer that settles that is not due yet.
  [[nodiscard]] bool will_settle(MonoMs now) const {
    return is_based_ && !is_settled_ && now < live_at_ + kSettleAfter;
  }
  // The newest answer lacks what is shown, and may be a replica's or a correction: one that is asked for then
  // or later tells. kNever: nothing of that kind.
  [[nodiscard]] MonoMs unsure_until() const { return unsure_until_; }
  // Its stream is live and has no base yet, or none that is settled.
  [[nodiscard]] bool wants_base() const { return is_stream_live_ && !is_settled_; }
  // Somebody has said otherwise than what is shown, and nobody can tell who is right.
  [[nodiscard]] bool is_in_doubt() const { return contested_ || against_.is_dispute; }
  // Answers say otherwise, and no replica's lag explains it.
  [[nodiscard]] bool is_disputed() const { return against_.is_dispute; }
  // The match has ended and its score is known: an answer says so, or a message that tells both, on a
  // stream of which nothing can have been missed.
  [[nodiscard]] bool is_result_known() const {
    return (is_result_confirmed_ || is_result_told_) && !is_in_doubt();
  }
  // An answer says so: period, minute and what else only snapshots tell are final too.
  [[nodiscard]] bool is_result_confirmed() const { return is_result_confirmed_; }
  // A snapshot knows changes that the stream should have told and did not.
  [[nodiscard]] bool is_stream_suspect(MonoMs now) const {
    return expected_until_ != kNever && now >= expected_until_;
  }
  // Those changes may be from before the stream was doubted: nothing has stood for what was shown since then.
  [[nodiscard]] bool may_be_from_before_doubt() const { return may_be_from_before_doubt_; }
  // Its being suspect has been dealt with.
  void expect_nothing() { expected_until_ = kNever; }
  // A snapshot knows such changes, and the stream may still tell them.
  [[nodiscard]] bool is_stream_behind() const { return expected_until_ != kNever; }
  // For when the newest answer speaks that stands for what is shown; kNever before the first.
  [[nodiscard]] MonoMs proven_at() const { return proven_at_; }
  // When the server last wrote the row, by its own clock.
  [[nodiscard]] std::optional<WallMs> written_at() const {
    return row_ ? row_->updated_at : std::nullopt;
  }
  [[nodiscard]] MonoMs next_deadline() const { return expected_until_; }

 private:
  // The newest row that was believed, as it came.
  struct Row {
    Facts facts;
    GameTime time;
    std::optional<WallMs> updated_at;
    MonoMs received_at = 0;
  };
  struct Contested {
    Facts facts;
    GameTime time;  // as the message told it
    MonoMs at = 0;
    MonoMs countered_at = kNever;  // a message since then says what is shown
  };
  // Answers in a row that say otherwise than what is shown.
  struct Against {
    int count = 0;
    MonoMs first_asked_at = 0;
    Facts last;  // what the last of them says, and for when it speaks
    MonoMs last_as_of = 0;
    bool is_dispute = false;  // no replica's lag explains them
  };
  struct Early {
    MatchDelta delta;
    MonoMs at = 0;
  };
  // Where a snapshot stands.
  struct Place {
    Order order = Order::kUnclear;
    MonoMs caught = 0;
  };

  // Where that time stands against what was told last.
  [[nodiscard]] Order order_of(const GameTime& time) const;
  [[nodiscard]] bool is_behind_row(const MatchDelta& delta) const;
  [[nodiscard]] Place place_of(const Match& snapshot, const Asked& asked) const;
  [[nodiscard]] bool has_persisted(const Asked& asked) const;
  void note_against(const Facts& told, const Asked& asked);
  [[nodiscard]] bool is_untold(const Facts& facts) const;
  void show(const Facts& facts, MonoMs now);
  [[nodiscard]] Answered believe(const Match* current, Match&& snapshot, const Place& place,
                                 const Asked& asked, MonoMs now, bool is_seconded = false);
  void note_base(const Asked& asked);
  void settle_contest(const Facts& told, const GameTime& time, const Asked& asked);
  [[nodiscard]] Heard on_time_told(const Match& current, const MatchDelta& delta, Order order,
                                   MonoMs now);
  [[nodiscard]] Heard believe(const Match& current, const MatchDelta& delta, MonoMs now);
  void note_later(const Match& match, const MatchDelta& delta, MonoMs now, Heard& heard);
  void replay_early(Match& match, const Asked& asked);

  Account account_;
  std::optional<Row> row_;
  std::optional<Contested> contested_;
  Against against_;
  std::vector<Early> early_;  // messages from before the first snapshot, oldest first
  GameTime told_;             // the latest that was told
  // Else a change without a time was told since: it is later than `told_`, nobody knows by how much.
  bool is_told_time_exact_ = true;
  MonoMs told_at_ = 0;              // when
  MonoMs heard_at_ = 0;             // when a message last told anything
  MonoMs told_since_row_ = kNever;  // since then the stream knows more than the row
  bool has_facts_since_row_ = false;
  MonoMs shown_since_ = 0;         // when the facts that are shown were told first
  MonoMs supported_at_ = 0;        // when anybody last stood for them, and it was news
  MonoMs said_at_ = -kReplicaLag;  // when a message last said them, news or not
  MonoMs proven_at_ = kNever;
  MonoMs unsure_until_ = kNever;
  MonoMs expected_until_ = kNever;
  MonoMs overtaken_until_ = 0;  // until then a message may be older than the row
  Seq live_seq_ = 0;
  MonoMs live_at_ = 0;
  Seq last_asked_ = 0;
  std::int64_t last_play_ = 0;
  int open_answers_ = 0;  // answers in a row after which something was still open
  bool is_stream_live_ = false;
  bool is_based_ = false;
  bool is_settled_ = false;
  bool may_be_from_before_doubt_ = false;  // what is expected
  bool must_tell_ = false;                 // its stream was settled before it was doubted
  bool is_final_ = false;
  bool is_result_confirmed_ = false;
  bool is_result_told_ = false;
};

}  // namespace scoreline

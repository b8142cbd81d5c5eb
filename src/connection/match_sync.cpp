#include "connection/match_sync.hpp"

#include <algorithm>
#include <utility>

#include "match/store.hpp"

namespace scoreline {
namespace {

constexpr std::size_t kMaxEarly = 64;
// What an answer leaves open is asked again: soon, since a replica's lag explains most of it, then
// calmly.
constexpr MonoMs kAskAgainSoon = 3'000;
constexpr MonoMs kAskAgain = 10'000;
constexpr int kMostDoublings = 2;
// So many answers over so long a time are no single old copy that a cache has kept.
constexpr int kAnswersToPersist = 3;
constexpr MonoMs kLongEnoughToPersist = 12'000;
// So long after a stream is live a change is more likely one that it did not tell than one from before,
// which a replica did not know at first.
constexpr MonoMs kLongSilent = 10'000;

MatchDelta only_play(const MatchDelta& delta) {
  MatchDelta play;
  play.match_id = delta.match_id;
  play.play = delta.play;
  return play;
}

// No snapshot has plays: a play whose score is not believed is shown all the same.
MatchSync::Heard play_of(const Match& current, const MatchDelta& delta) {
  MatchSync::Heard heard;
  if (!delta.play) return heard;
  Match match = current;
  if (!amend(match, only_play(delta)).is_empty()) heard.shown = std::move(match);
  return heard;
}

// A score that was not there and begins at 0 is no change, and no stream tells it.
Facts begun(Facts facts) {
  facts.home_score = facts.home_score.value_or(0);
  facts.away_score = facts.away_score.value_or(0);
  return facts;
}

bool tells_facts(const MatchDelta& delta) {
  return delta.home_score || delta.away_score || delta.status;
}

// The delta tells something in which the two differ.
bool tells_of(const MatchDelta& delta, const Facts& a, const Facts& b) {
  return (delta.home_score && a.home_score != b.home_score) ||
         (delta.away_score && a.away_score != b.away_score) ||
         (delta.status && a.status != b.status);
}

Facts facts_after(const Match& match, const MatchDelta& delta) {
  Facts facts = facts_of(match);
  if (delta.home_score) facts.home_score = delta.home_score;
  if (delta.away_score) facts.away_score = delta.away_score;
  if (delta.status) facts.status = *delta.status;
  return facts;
}

// A score or a clock that moves while the match is said not to be played: it goes on, and the message
// that said so got lost.
bool is_odd(const Match& match, const MatchDelta& delta) {
  return !delta.status && !is_in_play(match.status) && match.status != MatchStatus::kUnknown;
}

bool changes_word(const Match& match, const MatchDelta& delta) {
  return delta.status && delta.status_word != match.status_word;
}

}  // namespace

void MatchSync::stream_live(Seq seq, MonoMs now) {
  is_stream_live_ = true;
  is_based_ = false;
  is_settled_ = false;
  must_tell_ = false;
  live_seq_ = seq;
  live_at_ = now;
  expected_until_ = kNever;
}

void MatchSync::stream_lost() {
  is_stream_live_ = false;
  is_based_ = false;
  is_settled_ = false;
  must_tell_ = false;
  expected_until_ = kNever;
}

MonoMs MatchSync::ask_again_at(MonoMs now) {
  if (!row_) return now;
  const bool is_open = is_in_doubt() || (is_stream_live_ && !is_settled_ && !will_settle(now)) ||
                       (is_final_ && !is_result_known());
  if (!is_open) {
    open_answers_ = 0;
    const MonoMs again = will_settle(now) ? live_at_ + kSettleAfter : kNever;
    return unsure_until_ > now ? std::min(again, unsure_until_) : again;
  }
  return now +
         std::min(kAskAgainSoon << std::clamp(open_answers_++ - 1, 0, kMostDoublings), kAskAgain);
}

// --- messages

MatchSync::Heard MatchSync::on_delta(const Match* current, MatchDelta&& delta, MonoMs now) {
  if (current == nullptr) {
    if (early_.size() == kMaxEarly) early_.erase(early_.begin());
    early_.push_back({std::move(delta), now});
    return {};
  }
  const Match& match = *current;
  bool is_newer_play = false;
  if (delta.play) {
    // Ids order the Stats API's events: a repeated or a late one tells no newer score.
    if (delta.play->id <= last_play_) return play_of(match, delta);
    is_newer_play = last_play_ != 0;
    last_play_ = delta.play->id;
  }
  const Facts shown = facts_of(match);
  const Facts told = facts_after(match, delta);
  const Order order = is_newer_play ? Order::kLater : order_of(game_time_of(delta));
  if (told == shown && !changes_word(match, delta)) {
    return on_time_told(match, delta, order, now);
  }
  // Sent when the status changes: one that does not change it was sent before.
  if (delta.is_status_change && told.status == shown.status && !changes_word(match, delta)) {
    return {};
  }
  const bool is_forward = goes_forward(shown, told);
  const bool was_left = account_.left(told, now).has_value();
  const auto contest = [&] {
    // What the clock shows to be from before another one that is in doubt says nothing against that one.
    const GameTime time = game_time_of(delta);
    const bool is_older = contested_ && is_clock_behind(contested_->time, time);
    if (!is_older) contested_ = Contested{told, time, now};
    account_.add_told(told, now);
    Heard heard = play_of(match, delta);
    heard.is_contested = true;
    return heard;
  };
  if (is_final(match.status)) {
    // What changes a result is too grave to be taken from a message, and most of what still comes
    // was sent before the end.
    const bool may_be_true = is_forward || is_newer_play || delta.is_status_change;
    return may_be_true && order != Order::kEarlier ? contest() : play_of(match, delta);
  }
  if (order == Order::kEarlier) {
    // A goal may be told with the minute in which it was scored.
    if (!is_forward || was_left || stage_of(told.status) != stage_of(shown.status)) return {};
    MatchDelta score = only_play(delta);
    score.home_score = delta.home_score;
    score.away_score = delta.away_score;
    return believe(match, score, now);
  }
  // A row that knew more than the stream had told: what the stream tells next may come before that.
  const bool is_overtaken = (now < overtaken_until_ || is_behind_row(delta)) &&
                            order_of(game_time_of(delta)) != Order::kLater;
  if (is_overtaken) {
    expected_until_ = kNever;  // it does tell
    return contest();
  }
  if (order == Order::kLater || (is_forward && !was_left)) return believe(match, delta, now);
  return contest();
}

// The message does not change what a reader must never see wrong.
MatchSync::Heard MatchSync::on_time_told(const Match& current, const MatchDelta& delta, Order order,
                                         MonoMs now) {
  if (tells_facts(delta)) {
    overtaken_until_ = is_behind_row(delta) ? now + kStreamLag : 0;
    expected_until_ = kNever;  // the stream does tell, if late
  }
  if (contested_ && tells_of(delta, contested_->facts, facts_of(current))) {
    contested_->countered_at = now;
  }
  if (order == Order::kEarlier) return play_of(current, delta);
  if (delta.home_score && delta.away_score) said_at_ = now;
  Match match = current;
  Heard heard;
  if (amend(match, delta).is_empty()) return heard;
  heard.shown = std::move(match);
  // The row may have known it before the stream told it: that tells only that the stream is late.
  const bool is_newer_than_row =
      row_ && scoreline::order(row_->time, game_time_of(delta)) == Order::kLater;
  if (is_newer_than_row) told_since_row_ = std::min(told_since_row_, now);
  heard.is_told = is_newer_than_row;
  const GameTime before = told_;
  told_.amend(delta);
  // A clock may be put back; what was told before it reached its lowest is late all the same.
  if (before.seconds_left && told_.seconds_left && before.period == told_.period) {
    told_.seconds_left = std::min(*before.seconds_left, *told_.seconds_left);
  }
  is_told_time_exact_ = true;
  told_at_ = heard_at_ = now;
  if (delta.home_score && delta.away_score) {
    supported_at_ = now;
    // What only agrees with a result is no reason to doubt it.
    const bool is_odd_now = is_odd(current, delta) && !is_final(current.status);
    if (order == Order::kLater || is_odd_now) {
      note_later(*heard.shown, delta, now, heard);
    }
  }
  return heard;
}

MatchSync::Heard MatchSync::believe(const Match& current, const MatchDelta& delta, MonoMs now) {
  Heard heard;
  heard.shown = current;
  amend(*heard.shown, delta);
  heard.is_told = true;
  const Facts facts = facts_of(*heard.shown);
  show(facts, now);
  // A change without a time is later than the time that was told before, nobody knows by how much.
  is_told_time_exact_ = delta.minute || delta.period || delta.clock;
  told_.amend(delta);
  told_at_ = heard_at_ = supported_at_ = said_at_ = now;
  unsure_until_ = kNever;
  told_since_row_ = std::min(told_since_row_, now);
  has_facts_since_row_ = true;
  note_later(*heard.shown, delta, now, heard);
  expected_until_ = kNever;
  is_result_confirmed_ = false;
  // A whistle alone says nothing of the score: the last point may still be on its way.
  is_result_told_ = is_final(facts.status) && is_based_ && delta.home_score && delta.away_score;
  return heard;
}

// A message that is later than whatever was in doubt settles it, as far as it tells of it.
void MatchSync::note_later(const Match& match, const MatchDelta& delta, MonoMs now, Heard& heard) {
  against_ = {};
  const Facts facts = facts_of(match);
  if (is_odd(match, delta)) {
    Facts in_play = facts;
    in_play.status = MatchStatus::kLive;
    contested_ = Contested{in_play, game_time_of(delta), now};
    heard.is_contested = true;
    heard.is_told = false;
  } else if (contested_) {
    // As far as it tells of it.
    Facts& contested = contested_->facts;
    if (delta.home_score) contested.home_score = facts.home_score;
    if (delta.away_score) contested.away_score = facts.away_score;
    if (delta.status) contested.status = facts.status;
    if (contested == facts) contested_.reset();
  }
}

// --- snapshots

Order MatchSync::order_of(const GameTime& time) const {
  const Order order = scoreline::order(told_, time);
  return order == Order::kLater && !is_told_time_exact_ ? Order::kUnclear : order;
}

// The row is newer than all that the stream has told, and its clock is already further.
bool MatchSync::is_behind_row(const MatchDelta& delta) const {
  return told_since_row_ == kNever && is_clock_behind(told_, game_time_of(delta));
}

MatchSync::Place MatchSync::place_of(const Match& snapshot, const Asked& asked) const {
  if (!row_) return {};
  const GameTime time = game_time_of(snapshot);
  // Rows of one second have the same `updated_at`: a clock that has moved on is another row's.
  const bool is_the_row = facts_of(snapshot) == row_->facts && time.minute == row_->time.minute &&
                          time.period == row_->time.period &&
                          (has_facts_since_row_ || time.seconds_left == row_->time.seconds_left);
  if (snapshot.updated_at && row_->updated_at) {
    if (*snapshot.updated_at < *row_->updated_at) {
      return {Order::kEarlier, asked.at - row_->received_at};
    }
    if (*snapshot.updated_at > *row_->updated_at) {
      // Written after a row that had all that the stream had told, but for a clock that has run on.
      const bool is_behind = told_since_row_ != kNever &&
                             (order_of(time) == Order::kEarlier || is_clock_behind(told_, time));
      // And a replica may not know yet what the stream has told of its score.
      const bool is_overtaken = asked.as_of < said_at_ + kReplicaLag;
      if (!has_facts_since_row_ && !is_behind && !is_overtaken) return {Order::kLater, 0};
    } else if (is_the_row && told_since_row_ != kNever && told_since_row_ >= row_->received_at) {
      // Not written since, though the stream has told of a change. But a row that came after that change, and
      // was taken for one from before it, may be the later one: the message may have been late.
      return {Order::kEarlier, asked.at - told_since_row_};
    }
  }
  const Order order = order_of(time);
  return {order, order == Order::kEarlier ? asked.at - told_at_ : 0};
}

bool MatchSync::has_persisted(const Asked& asked) const {
  return against_.count >= kAnswersToPersist &&
         asked.at - against_.first_asked_at >= kLongEnoughToPersist &&
         asked.at >= std::max(shown_since_, said_at_) + kLateAtMost;
}

void MatchSync::note_against(const Facts& told, const Asked& asked) {
  if (against_.count++ == 0) against_.first_asked_at = asked.at;
  against_.last = told;
  against_.last_as_of = asked.as_of;
}

// Answers have said otherwise for a while, and the stream, live meanwhile, has not. But what the first
// answer since it is live says may be from before that; what has changed since then is not.
bool MatchSync::is_untold(const Facts& facts) const {
  const bool has_changed = against_.last != facts && against_.last_as_of >= live_at_ + kSettleAfter;
  return against_.is_dispute && (is_based_ || has_changed);
}

void MatchSync::show(const Facts& facts, MonoMs now) {
  if (account_.shown() != facts) shown_since_ = now;
  account_.set(facts, now);
  is_final_ = is_final(facts.status);
}

MatchSync::Answered MatchSync::on_snapshot(const Match* current, Match&& snapshot,
                                           const Asked& asked, MonoMs now) {
  const Facts told = facts_of(snapshot);
  if (current == nullptr) {
    last_asked_ = asked.seq;
    Answered answered = believe(nullptr, std::move(snapshot), {}, asked, now);
    replay_early(*answered.shown, asked);
    return answered;
  }
  const Facts shown = facts_of(*current);
  const Place place = place_of(snapshot, asked);
  // Answers that overtook each other: only what orders rows themselves can tell.
  if (asked.seq < last_asked_ && place.order != Order::kLater) return {};
  last_asked_ = std::max(last_asked_, asked.seq);

  settle_contest(told, game_time_of(snapshot), asked);
  const bool is_contested = contested_.has_value();
  // Two who say the same, one after the other.
  const bool is_seconded = is_contested && contested_->countered_at == kNever &&
                           place.order != Order::kEarlier && told == contested_->facts &&
                           asked.at >= contested_->at;
  // The stream has told it, too.
  const bool was_told = is_contested && told == contested_->facts;
  Answered answered;
  // What the stream has told since then is not in it yet: it stands for what came before that.
  const auto stand_before = [&](MonoMs left_at) {
    row_ = Row{told, game_time_of(snapshot), snapshot.updated_at, now};
    told_since_row_ = left_at;
    has_facts_since_row_ = true;
    note_base(asked);
    return answered;
  };
  if (was_told && contested_->countered_at != kNever &&
      asked.as_of < contested_->countered_at + kReplicaLag) {
    return stand_before(contested_->countered_at);
  }
  if (place.order == Order::kLater || is_seconded) {
    return believe(current, std::move(snapshot), place, asked, now, was_told);
  }
  if (place.order == Order::kEarlier) {
    note_against(told, asked);
    if (has_persisted(asked)) {
      return believe(current, std::move(snapshot), place, asked, now, was_told);
    }
    answered.caught = std::max<MonoMs>(place.caught, 0);
    return answered;
  }
  if (told == shown) return believe(current, std::move(snapshot), place, asked, now);
  const std::optional<Account::Past> left = account_.left(told, now);
  // It was asked for before a message that says the same: both may be from before, or both be news.
  if (was_told && asked.at < contested_->at) return answered;
  if (left && left->was_shown && asked.as_of < left->left_at + kReplicaLag) {
    unsure_until_ = left->left_at + kReplicaLag;
    return stand_before(left->left_at);
  }
  // The stream told another score after this was asked for, or after what a replica may answer that has
  // not caught up with the stream yet: either may be the later one.
  const bool is_crossed = (is_settled_ ? asked.at : asked.as_of - kReplicaLag) < said_at_;
  if (!left && !is_crossed && goes_forward(shown, told)) {
    return believe(current, std::move(snapshot), place, asked, now, was_told);
  }
  note_against(told, asked);
  const bool was_told_before = left && !left->was_shown;
  if (has_persisted(asked)) {
    return believe(current, std::move(snapshot), place, asked, now, was_told || was_told_before);
  }
  // Before it is settled, what is shown may be what a replica knew last.
  // And what a message has told as well is no lag.
  const bool is_lag = is_settled_ && !was_told_before && asked.at < supported_at_ + kReplicaLag;
  if (!is_lag) against_.is_dispute = true;
  return answered;
}

void MatchSync::note_base(const Asked& asked) {
  proven_at_ = proven_at_ == kNever ? asked.as_of : std::max(proven_at_, asked.as_of);
  if (!is_stream_live_ || asked.seq <= live_seq_ || asked.as_of < live_at_) return;
  is_based_ = true;
  is_settled_ |= asked.at >= live_at_ + kSettleAfter;
}

// A contested message is settled by an answer that must have known of it.
void MatchSync::settle_contest(const Facts& told, const GameTime& time, const Asked& asked) {
  if (!contested_ || told == contested_->facts) return;
  const bool must_know =
      asked.surely >= contested_->at || scoreline::order(contested_->time, time) == Order::kLater;
  if (must_know && asked.at >= contested_->at) contested_.reset();
}

MatchSync::Answered MatchSync::believe(const Match* current, Match&& snapshot, const Place& place,
                                       const Asked& asked, MonoMs now, bool is_seconded) {
  const Facts facts = facts_of(snapshot);
  const GameTime time = game_time_of(snapshot);
  const bool is_news = current != nullptr && begun(facts) != begun(facts_of(*current));
  const bool is_late = is_untold(facts);
  // What a later answer than the first says, while the stream has said no score at all, hardly is.
  const bool is_silent = is_based_ && said_at_ < live_at_ && asked.as_of >= live_at_ + kLongSilent;
  if (is_news && !is_seconded && is_stream_live_ &&
      (is_settled_ || must_tell_ || is_late || is_silent) && expected_until_ == kNever) {
    expected_until_ = now + kStreamLag;
    may_be_from_before_doubt_ = !is_settled_ && !is_late;
  }
  if (is_seconded) contested_.reset();
  if (is_news && !is_seconded && is_stream_live_) overtaken_until_ = now + kStreamLag;
  // A clock that is a little higher than what the stream told was read before that.
  if (place.order == Order::kUnclear && current != nullptr && current->clock && snapshot.clock &&
      told_since_row_ != kNever && now - heard_at_ < kLateAtMost && time.period == told_.period &&
      snapshot.clock->seconds_left > told_.seconds_left) {
    snapshot.clock = current->clock;
  } else {
    told_ = time;
    is_told_time_exact_ = true;
  }
  told_at_ = now;
  unsure_until_ = kNever;
  show(facts, now);
  row_ = Row{facts, time, snapshot.updated_at, now};
  told_since_row_ = kNever;
  has_facts_since_row_ = false;
  against_ = {};
  supported_at_ = std::max(supported_at_, asked.as_of);
  is_result_confirmed_ = is_final(facts.status);
  is_result_told_ = false;
  note_base(asked);
  Answered answered;
  answered.shown = std::move(snapshot);
  answered.agrees = !is_news;
  return answered;
}

// What was heard before the first snapshot came may be in it, or not.
void MatchSync::replay_early(Match& match, const Asked& asked) {
  // What came before the message that tells what the snapshot does is in it.
  std::size_t covered = 0;
  for (std::size_t i = 0; i < early_.size(); ++i) {
    const bool tells_it =
        tells_facts(early_[i].delta) && facts_after(match, early_[i].delta) == facts_of(match);
    if (tells_it && early_[i].at <= asked.at) covered = i + 1;
  }
  std::size_t place = 0;
  for (Early& early : std::exchange(early_, {})) {
    // What was told before the snapshot was asked for is in it, unless the snapshot is an old copy.
    const Facts told = facts_after(match, early.delta);
    const GameTime time = game_time_of(early.delta);
    const Order order = order_of(time);
    // Where it may be one, nobody can tell which of two scores of one moment takes the other back.
    const bool is_of_one_moment = order == Order::kUnclear && !is_clock_behind(told_, time);
    const bool is_unclear = is_of_one_moment && told != facts_of(match) && asked.surely < early.at;
    const bool is_beyond = (told != facts_of(match) && goes_forward(facts_of(match), told)) ||
                           order == Order::kLater || is_unclear;
    const bool is_in_it = place++ < covered || (early.at <= asked.at && !is_beyond);
    if (is_in_it) early.delta = only_play(early.delta);
    Heard heard = on_delta(&match, std::move(early.delta), early.at);
    if (heard.shown) match = std::move(*heard.shown);
  }
}

}  // namespace scoreline

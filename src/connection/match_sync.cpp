#include "connection/match_sync.hpp"

#include <algorithm>
#include <utility>

#include "match/store.hpp"

namespace scoreline {
namespace {

constexpr std::size_t kMaxRecent = 64;
constexpr MonoMs kKeepRecent = 60'000;  // longer than any request may take
// A server that keeps answering with an older `updated_at` has set its clock back: believe it.
constexpr int kMaxOlderAnswers = 2;

bool contradicts(const Match& match, const MatchDelta& delta) {
  return (delta.home_score && delta.home_score != match.home.score) ||
         (delta.away_score && delta.away_score != match.away.score) ||
         (delta.status &&
          (*delta.status != match.status || delta.status_word != match.status_word));
}

// More points in all: corrections aside, the later of the two.
bool is_higher(const MatchDelta& delta, const Match& match) {
  return delta.home_score && delta.away_score &&
         *delta.home_score + *delta.away_score >
             match.home.score.value_or(0) + match.away.score.value_or(0);
}

int stage(MatchStatus status) {
  if (is_final(status)) return 2;
  return status == MatchStatus::kLive || status == MatchStatus::kInterrupted ? 1 : 0;
}

int rank(const Period& period) {
  switch (period.kind) {
    case PeriodKind::kHalf:
      return period.number == 1 ? 1 : 3;
    case PeriodKind::kHalfTime:
      return 2;
    case PeriodKind::kQuarter:
      return period.number;
    case PeriodKind::kOvertime:
      return 100 + period.number;
    case PeriodKind::kOther:
      return 0;
  }
  return 0;
}

// A clock that was stopped (-1) stands where we reckoned it, which may be a little too low.
bool may_start_clock(const GameClock& stopped, const GameClock& running) {
  constexpr std::int32_t kReckonedWithin = 3;
  return !stopped.is_running && running.is_running && running.seconds_left > stopped.seconds_left &&
         running.seconds_left <= stopped.seconds_left + kReckonedWithin;
}

// By the game's own time: 1 the delta is later than the match, -1 earlier, 0 nobody can tell.
// `clock` is the match's.
int game_time_order(const Match& match, const std::optional<GameClock>& clock,
                    const MatchDelta& delta) {
  if (delta.status && stage(*delta.status) != stage(match.status)) {
    return stage(*delta.status) > stage(match.status) ? 1 : -1;
  }
  if (delta.minute && match.minute && *delta.minute != *match.minute) {
    return *delta.minute > *match.minute ? 1 : -1;
  }
  if (delta.period && match.period && rank(*delta.period) != rank(*match.period)) {
    return rank(*delta.period) > rank(*match.period) ? 1 : -1;
  }
  if (delta.clock && clock && delta.period == match.period &&
      delta.clock->seconds_left != clock->seconds_left) {
    if (may_start_clock(*clock, *delta.clock)) return 0;
    return delta.clock->seconds_left < clock->seconds_left ? 1 : -1;
  }
  return 0;
}

MatchDelta only_play(const MatchDelta& delta) {
  MatchDelta play;
  play.match_id = delta.match_id;
  play.play = delta.play;
  return play;
}

// No snapshot has plays: one whose score has to wait, or is covered, is shown all the same.
std::optional<Match> play_shown(const Match* current, const MatchDelta& delta) {
  if (current == nullptr || !delta.play) return std::nullopt;
  std::optional<Match> shown = *current;
  amend(*shown, only_play(delta));
  return shown;
}

}  // namespace

void MatchSync::stream_live(Seq seq) {
  is_stream_live_ = true;
  is_based_ = false;
  live_since_ = seq;
  wants_snapshot_ = true;
  expected_until_ = kNever;
}

void MatchSync::stream_lost() {
  is_stream_live_ = false;
  is_based_ = false;
  expected_until_ = kNever;
  // Held deltas can wait for the snapshot that the next base needs anyway.
  held_from_ = recent_.size();
  hold_until_ = kNever;
}

MatchSync::Facts MatchSync::facts_of(const Match& match) {
  return {match.home.score, match.away.score, match.status};
}

bool MatchSync::must_hold(const Match& match, const std::optional<GameClock>& clock,
                          const MatchDelta& delta, MonoMs now) const {
  if (!contradicts(match, delta)) return false;
  // A result that changes after the end is too grave to take from a message that may be late.
  if (is_final(match.status)) return true;
  return now < settled_at_ && game_time_order(match, clock, delta) <= 0;
}

void MatchSync::remember(MatchDelta&& delta, Seq seq, MonoMs now) {
  std::size_t drop = 0;
  while (drop < held_from_ && drop < recent_.size() &&
         (recent_.size() - drop >= kMaxRecent || now - recent_[drop].at > kKeepRecent)) {
    forgotten_ = recent_[drop].seq;
    ++drop;
  }
  recent_.erase(recent_.begin(), recent_.begin() + static_cast<std::ptrdiff_t>(drop));
  held_from_ -= drop;
  recent_.push_back({seq, now, std::move(delta)});
}

void MatchSync::hold_from(std::size_t first, MonoMs now) {
  held_from_ = first;
  wants_snapshot_ = true;
  if (hold_until_ == kNever) hold_until_ = now + kMaxHold;
}

// The match's clock as the provider told it: the store's may be an earlier reading that runs on,
// whose seconds say nothing beside those of a delta.
const std::optional<GameClock>& MatchSync::clock_as_told(const Match& match) const {
  return told_clock_ ? told_clock_ : match.clock;
}

std::optional<Match> MatchSync::on_delta(const Match* current, MatchDelta&& delta, Seq seq,
                                         MonoMs now) {
  if (delta.play) {
    // Ids order the Stats API's events: a duplicate or a late one tells no newer score.
    if (delta.play->id <= last_play_) {
      delta = only_play(delta);
    } else {
      last_play_ = delta.play->id;
    }
  }
  const bool was_holding = held_from_ < recent_.size();
  remember(std::move(delta), seq, now);
  const MatchDelta& heard = recent_.back().delta;
  // It tells, if late, what an answer knew before it: the stream is alive.
  if (current != nullptr && !contradicts(*current, heard) && (heard.home_score || heard.status)) {
    expected_until_ = kNever;
  }
  if (!was_holding) held_from_ = recent_.size();
  if (current == nullptr || was_holding) {
    // Behind a held delta everything waits, or order would be lost; but not without end.
    if (recent_.size() > kMaxRecent) return on_deadline(current, hold_until_);
    return play_shown(current, heard);
  }
  const std::optional<GameClock>& clock = clock_as_told(*current);
  if (must_hold(*current, clock, heard, now)) {
    hold_from(recent_.size() - 1, now);
    return play_shown(current, heard);
  }
  if (now < settled_at_ && game_time_order(*current, clock, heard) < 0) {
    return play_shown(current, heard);
  }
  if (heard.clock) told_clock_ = heard.clock;
  std::optional<Match> result = *current;
  amend(*result, heard);
  note_final_delta(*result);
  return result;
}

// What the stream has said of the match, one state after the other, held deltas included: a
// snapshot that equals none of them knows more.
std::vector<MatchSync::Facts> MatchSync::told_by_stream(const Match* current) const {
  if (current == nullptr) return {};
  std::vector<Facts> told(1 + recent_.size() - held_from_);
  Match match = *current;
  for (std::size_t i = 0;; ++i) {
    told[i] = facts_of(match);
    if (held_from_ + i == recent_.size()) return told;
    amend(match, recent_[held_from_ + i].delta);
  }
}

// A final whistle heard on a stream that has missed something says nothing of the score.
void MatchSync::note_final_delta(const Match& match) {
  if (!is_final(match.status)) {
    is_result_confirmed_ = was_final_based_ = false;
  } else if (!is_result_confirmed_) {
    was_final_based_ |= is_based_;
  }
}

std::optional<Match> MatchSync::on_snapshot(const Match* current, Match&& snapshot, Seq asked,
                                            MonoMs asked_at, MonoMs now) {
  if (asked < last_asked_) return std::nullopt;  // answers overtook each other
  if (asked < forgotten_) {
    wants_snapshot_ = true;
    return std::nullopt;
  }
  if (current != nullptr && snapshot.updated_at && current->updated_at &&
      *snapshot.updated_at < *current->updated_at && older_answers_ < kMaxOlderAnswers) {
    ++older_answers_;  // a cache on the way
    wants_snapshot_ = true;
    return std::nullopt;
  }
  older_answers_ = 0;
  // Two requests were under way at once: the server may have read for the one that answers last
  // before it read for the other. Only `updated_at` can tell.
  const bool is_overlapping = answer_ && asked_at < answered_at_;
  const bool is_later = answer_ && snapshot.updated_at && answer_->updated_at &&
                        *snapshot.updated_at > *answer_->updated_at;
  bool is_disputed = is_overlapping && !is_later && facts_of(snapshot) != answer_->facts;
  last_asked_ = asked;
  answered_at_ = now;
  settled_at_ = now + kMaxStreamLag;

  const std::vector<Facts> told = told_by_stream(current);
  const auto is_covered = [asked](const Heard& heard) { return heard.seq <= asked; };
  std::size_t covered = 0;
  while (covered < recent_.size() && is_covered(recent_[covered])) ++covered;
  recent_.erase(recent_.begin(), recent_.begin() + static_cast<std::ptrdiff_t>(covered));
  const std::size_t shown = current == nullptr ? 0 : held_from_ - std::min(held_from_, covered);
  held_from_ = recent_.size();
  wants_snapshot_ = false;

  const Facts answered = facts_of(snapshot);
  answer_ = Answer{answered, snapshot.updated_at};
  is_result_confirmed_ = is_final(answered.status) && !is_disputed;
  Match& result = snapshot;
  for (std::size_t i = 0; i < recent_.size(); ++i) {
    const MatchDelta& delta = recent_[i].delta;
    if (must_hold(result, result.clock, delta, now)) {
      // A score that rose and is shown is not taken back on a guess, or a goal would vanish and
      // come again; but until the next answer it is not called live either.
      if (i < shown && !is_final(result.status) && is_higher(delta, result) &&
          game_time_order(result, result.clock, delta) == 0) {
        is_disputed = true;
        amend(result, delta);
        continue;
      }
      // Taking back what was shown as live is a guess too.
      if (i < shown) is_disputed = true;
      hold_from(i, now);
      break;
    }
    if (game_time_order(result, result.clock, delta) >= 0) amend(result, delta);
  }
  if (held_from_ == recent_.size()) hold_until_ = kNever;

  const Facts shown_now = facts_of(result);
  const auto is_news = [&](const Facts& facts) { return facts != answered && facts != shown_now; };
  const bool is_told = !std::all_of(told.begin(), told.end(), is_news);
  const bool is_holding = held_from_ < recent_.size();
  // What is shown may come from an answer before: only a message clears the stream.
  if (!told.empty() && !std::all_of(told.begin() + 1, told.end(), is_news)) {
    expected_until_ = kNever;
  }
  if (is_stream_live_ && asked > live_since_) {
    // What is in dispute may be older than what the stream has told: that is no sign against it.
    const bool knows_more = is_based_ && !is_told && !told.empty() && !is_holding && !is_disputed;
    if (knows_more && expected_until_ == kNever) expected_until_ = now + kMaxStreamLag;
    // No base as long as a message waits for the answer that settles it.
    is_based_ = !is_disputed && (is_based_ || !is_holding);
  }
  if (is_disputed || (is_stream_live_ && !is_based_)) wants_snapshot_ = true;
  if (!is_final(result.status)) was_final_based_ = false;  // it goes on after all
  told_clock_ = result.clock;
  proven_at_ = asked_at;
  return std::move(result);
}

std::optional<Match> MatchSync::on_deadline(const Match* current, MonoMs now) {
  if (hold_until_ == kNever || now < hold_until_) return std::nullopt;
  hold_until_ = kNever;
  const std::size_t first = std::exchange(held_from_, recent_.size());
  if (current == nullptr) return std::nullopt;
  std::optional<Match> result = *current;
  for (std::size_t i = first; i < recent_.size(); ++i) {
    // Earlier by the game's own time: late, or a correction, which only an answer can say.
    if (game_time_order(*result, clock_as_told(*result), recent_[i].delta) < 0) {
      wants_snapshot_ = true;
      if (!is_result_confirmed_) is_based_ = false;
      continue;
    }
    if (recent_[i].delta.clock) told_clock_ = recent_[i].delta.clock;
    amend(*result, recent_[i].delta);
  }
  note_final_delta(*result);
  return result;
}

MonoMs MatchSync::next_deadline() const { return std::min(hold_until_, expected_until_); }

}  // namespace scoreline

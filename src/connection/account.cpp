#include "connection/account.hpp"

#include <algorithm>

namespace scoreline {
namespace {

constexpr std::size_t kMaxPast = 64;

}  // namespace

Facts facts_of(const Match& match) { return {match.home.score, match.away.score, match.status}; }

int stage_of(MatchStatus status) {
  if (is_final(status)) return 2;
  switch (status) {
    case MatchStatus::kScheduled:
    case MatchStatus::kPostponed:
      return 0;
    default:
      return 1;  // a word that we do not know may mean that it is being played
  }
}

bool goes_forward(const Facts& before, const Facts& after) {
  if (stage_of(after.status) != stage_of(before.status)) {
    return stage_of(after.status) > stage_of(before.status);
  }
  return after.home_score.value_or(0) >= before.home_score.value_or(0) &&
         after.away_score.value_or(0) >= before.away_score.value_or(0);
}

void Account::set(const Facts& facts, MonoMs now) {
  if (shown_ == facts) return;
  if (shown_) past_.push_back({*shown_, now, true});
  shown_ = facts;
  const auto is_forgotten = [now](const Past& past) { return now - past.left_at > kLateAtMost; };
  std::erase_if(past_, is_forgotten);
  if (past_.size() > kMaxPast) past_.erase(past_.begin());
}

std::optional<Account::Past> Account::left(const Facts& facts, MonoMs now) const {
  if (facts == shown_) return std::nullopt;
  for (auto past = past_.rbegin(); past != past_.rend(); ++past) {
    if (past->facts == facts && now - past->left_at <= kLateAtMost) return *past;
  }
  return std::nullopt;
}

}  // namespace scoreline

#include "connection/cadence.hpp"

#include <gtest/gtest.h>

namespace scoreline::cadence {
namespace {

constexpr WallMs kNow = 1'777'912'331'000;
constexpr MonoMs kProbe = 20'000;
constexpr WallMs kMinute = 60'000;

Match match_with(MatchStatus status, std::optional<Period> period = std::nullopt,
                 std::optional<WallMs> kickoff = std::nullopt) {
  Match match;
  match.status = status;
  match.period = period;
  match.kickoff = kickoff;
  return match;
}

TEST(Cadence, FollowsWhatCanHappen) {
  constexpr Period kFirstHalf{PeriodKind::kHalf, 1};
  constexpr Period kBreak{PeriodKind::kHalfTime, 0};
  struct Row {
    const char* what;
    Match match;
    MonoMs poll;
    MonoMs probe;
  };
  const Row rows[] = {
      {"in play", match_with(MatchStatus::kLive, kFirstHalf), 10'000, kProbe},
      {"in play, no period", match_with(MatchStatus::kLive), 10'000, kProbe},
      {"half-time", match_with(MatchStatus::kLive, kBreak), 20'000, 60'000},
      {"interrupted", match_with(MatchStatus::kInterrupted, kFirstHalf), 20'000, 60'000},
      {"finished at half-time", match_with(MatchStatus::kFinished, kBreak), 60'000, 300'000},
      {"postponed", match_with(MatchStatus::kPostponed), 60'000, 300'000},
      {"unknown", match_with(MatchStatus::kUnknown), 60'000, 300'000},
      {"scheduled", match_with(MatchStatus::kScheduled), 60'000, 300'000},
      {"tomorrow", match_with(MatchStatus::kScheduled, {}, kNow + 24 * 60 * kMinute), 60'000,
       300'000},
      {"in 15 minutes", match_with(MatchStatus::kScheduled, {}, kNow + 15 * kMinute), 60'000,
       300'000},
      {"in less", match_with(MatchStatus::kScheduled, {}, kNow + 15 * kMinute - 1), 20'000, 60'000},
      {"late", match_with(MatchStatus::kScheduled, {}, kNow - 30 * kMinute), 20'000, 60'000},
      {"postponed past kick-off", match_with(MatchStatus::kPostponed, {}, kNow - kMinute), 60'000,
       300'000},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(poll_interval(row.match, kNow), row.poll) << row.what;
    EXPECT_EQ(probe_interval(row.match, kProbe, kNow), row.probe) << row.what;
  }
}

}  // namespace
}  // namespace scoreline::cadence

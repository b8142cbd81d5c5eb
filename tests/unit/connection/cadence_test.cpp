#include "connection/cadence.hpp"

#include <gtest/gtest.h>

namespace scoreline::cadence {
namespace {

constexpr WallMs kNow = 1'777'912'331'000;
constexpr WallMs kMinute = 60'000;

Match match_with(MatchStatus status, std::optional<Period> period = std::nullopt,
                 std::optional<WallMs> kickoff = std::nullopt) {
  Match match;
  match.status = status;
  match.period = period;
  match.kickoff = kickoff;
  return match;
}

TEST(Cadence, FollowsWhatCanHappenAndTakesNoUnknownWordForABreak) {
  constexpr Period kFirstHalf{PeriodKind::kHalf, 1};
  constexpr Period kBreak{PeriodKind::kHalfTime, 0};
  struct Row {
    const char* what;
    Match match;
    MonoMs poll;
    bool may_change_soon;
  };
  const Row rows[] = {
      {"in play", match_with(MatchStatus::kLive, kFirstHalf), 11'000, true},
      {"in play, no period", match_with(MatchStatus::kLive), 11'000, true},
      {"half-time", match_with(MatchStatus::kLive, kBreak), 11'000, true},
      {"interrupted", match_with(MatchStatus::kInterrupted, kFirstHalf), 11'000, true},
      {"a word that we do not know", match_with(MatchStatus::kUnknown), 11'000, true},
      {"finished at half-time", match_with(MatchStatus::kFinished, kBreak), 60'000, false},
      {"postponed", match_with(MatchStatus::kPostponed), 60'000, false},
      {"scheduled", match_with(MatchStatus::kScheduled), 60'000, false},
      {"tomorrow", match_with(MatchStatus::kScheduled, {}, kNow + 24 * 60 * kMinute), 60'000,
       false},
      {"in 15 minutes", match_with(MatchStatus::kScheduled, {}, kNow + 15 * kMinute), 60'000,
       false},
      {"in less", match_with(MatchStatus::kScheduled, {}, kNow + 15 * kMinute - 1), 11'000, true},
      {"late", match_with(MatchStatus::kScheduled, {}, kNow - 30 * kMinute), 11'000, true},
      {"very late", match_with(MatchStatus::kScheduled, {}, kNow - 240 * kMinute + 1), 11'000,
       true},
      {"forgotten", match_with(MatchStatus::kScheduled, {}, kNow - 240 * kMinute), 60'000, false},
      {"postponed past kick-off", match_with(MatchStatus::kPostponed, {}, kNow - kMinute), 60'000,
       false},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(poll_interval(row.match, kNow), row.poll) << row.what;
    EXPECT_EQ(may_change_soon(row.match, kNow), row.may_change_soon) << row.what;
  }
}

// "Shown within 60 s in the first 10 minutes after the whistle, within 5 minutes for the next two
// hours, then every half hour": a request may take its time on top.
TEST(Cadence, AResultIsAskedForAgainEverMoreSeldomAndNeverNot) {
  struct Row {
    MonoMs since_end;
    MonoMs at_least, at_most;
  };
  constexpr Row kRows[] = {
      {0, 30'000, 55'000},
      {10 * kMinute - 1, 30'000, 55'000},
      {10 * kMinute, 2 * kMinute, 5 * kMinute - kAnswerTime},
      {130 * kMinute - 1, 2 * kMinute, 5 * kMinute - kAnswerTime},
      {130 * kMinute, 20 * kMinute, 30 * kMinute - kAnswerTime},
      {48 * 60 * kMinute, 20 * kMinute, 30 * kMinute - kAnswerTime},
  };
  for (const Row& row : kRows) {
    EXPECT_GE(result_interval(row.since_end), row.at_least) << row.since_end;
    EXPECT_LE(result_interval(row.since_end), row.at_most) << row.since_end;
  }
}

}  // namespace
}  // namespace scoreline::cadence

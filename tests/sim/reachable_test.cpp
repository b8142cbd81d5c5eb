// Each state and each reason that a reader may see comes up in some small scenario.
#include <gtest/gtest.h>

#include <string>

#include "sim/simulation.hpp"

namespace scoreline::sim {
namespace {

constexpr ProviderKind kScorelytics = ProviderKind::kScorelytics;
constexpr ProviderKind kStatsApi = ProviderKind::kStatsApi;
constexpr MonoMs kLong = 100'000;

struct Case {
  const char* seen;  // the state's name, or "reason …"
  ProviderKind provider;
  Fault fault;
};

void PrintTo(const Case& what, std::ostream* out) { *out << what.seen; }

class ReachableTest : public testing::TestWithParam<Case> {};

TEST_P(ReachableTest, IsSeen) {
  const Case& what = GetParam();
  Plan plan = make_calm_plan(1, what.provider);
  plan.faults.push_back(what.fault);
  plan.needs_refresh = true;
  if (what.fault.kind == FaultKind::kNoKey) {
    plan.options.key.clear();
    plan.options.page_gives_key = true;
  }
  if (std::string(what.seen) == "over") {
    std::vector<Version>& versions = plan.matches[0].versions;
    while (versions.back().at >= 30'000) versions.pop_back();
    Version last = versions.back();
    last.at = last.told_at = 30'000;
    last.step = Step::kStatus;
    last.status = MatchStatus::kFinished;
    versions.push_back(last);
  }
  const Outcome outcome = simulate(plan, nullptr);
  if (outcome.violation) ADD_FAILURE() << outcome.violation->rule << outcome.violation->detail;
  EXPECT_TRUE(outcome.states.contains(what.seen)) << what.seen;
}

INSTANTIATE_TEST_SUITE_P(
    States, ReachableTest,
    testing::Values(Case{"connecting", kScorelytics, {FaultKind::kDuplicate, 0, 0, 0}},
                    Case{"live", kScorelytics, {FaultKind::kDuplicate, 0, 0, 0}},
                    Case{"live", kStatsApi, {FaultKind::kDuplicate, 0, 0, 0}},
                    Case{"stale", kScorelytics, {FaultKind::kRestart, 10'000, kLong, 0}},
                    Case{"polling", kScorelytics, {FaultKind::kRefuse, 0, kLong, 0}},
                    Case{"waiting", kScorelytics, {FaultKind::kRestStatus, 0, kLong, 500}},
                    Case{"refused", kScorelytics, {FaultKind::kWrongKey, 0, kLong, 0}},
                    Case{"over", kScorelytics, {FaultKind::kDuplicate, 0, 0, 0}},
                    Case{"over", kStatsApi, {FaultKind::kDuplicate, 0, 0, 0}}));

INSTANTIATE_TEST_SUITE_P(
    Reasons, ReachableTest,
    testing::Values(
        Case{"reason wrong_key", kScorelytics, {FaultKind::kWrongKey, 0, kLong, 0}},
        Case{"reason suspended", kStatsApi, {FaultKind::kRestStatus, 0, kLong, 402}},
        Case{"reason forbidden", kStatsApi, {FaultKind::kRestStatus, 0, kLong, 403}},
        Case{"reason not_found", kScorelytics, {FaultKind::kRestStatus, 0, kLong, 404}},
        Case{"reason rate_limited", kScorelytics, {FaultKind::kRestLimited, 0, kLong, 20}},
        Case{"reason server_error", kScorelytics, {FaultKind::kRestStatus, 0, kLong, 500}},
        Case{"reason bad_answer", kStatsApi, {FaultKind::kRestGarbage, 0, kLong, 0}},
        Case{"reason unreachable", kScorelytics, {FaultKind::kRestTimeout, 0, kLong, 0}},
        Case{"reason offline", kScorelytics, {FaultKind::kOffline, 10'000, kLong, 0}},
        Case{"reason stream_blocked", kScorelytics, {FaultKind::kRefuse, 0, kLong, 0}},
        Case{"reason origin_refused", kStatsApi, {FaultKind::kHandshakeError, 0, kLong, 4009}},
        Case{"reason over_quota", kStatsApi, {FaultKind::kHandshakeError, 0, kLong, 4004}},
        Case{"reason app_unknown", kStatsApi, {FaultKind::kHandshakeError, 0, kLong, 4001}},
        Case{"reason unauthorised", kStatsApi, {FaultKind::kAuthRefused, 0, kLong, 3}},
        Case{"reason no_credential", kScorelytics, {FaultKind::kNoKey, 0, kLong, 0}}));

TEST(Reachable, IdleBeforeAnythingIsAskedFor) {
  const Plan plan = make_calm_plan(1, kScorelytics);
  const ProviderSource source(plan.options, nullptr, 1);
  EXPECT_EQ(source.view(plan.boards[0], {1'000, kServerEpoch}).state, ConnectionState::kIdle);
  EXPECT_EQ(source.next_deadline(), kNever);
}

}  // namespace
}  // namespace scoreline::sim

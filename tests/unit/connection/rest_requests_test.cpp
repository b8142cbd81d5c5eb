#include "connection/rest_requests.hpp"

#include <gtest/gtest.h>

#include "connection/scorelytics_provider.hpp"
#include "connection/stats_api_provider.hpp"
#include "unit/connection/support/platform.hpp"

namespace scoreline {
namespace {

constexpr MonoMs kNow = 1'000'000;
const Subject kA{SubjectKind::kMatch, Sport::kFootball, "a"};

class RestRequestsTest : public testing::Test {
 protected:
  void send(bool is_first = false, const std::string& id = kA.id) {
    SnapshotRequest request;
    request.subject = kA;
    request.subject.id = id;
    request.is_first = is_first;
    requests.send_snapshot(std::move(request), kNow);
    actions.add(outbox.take());
  }

  test::Actions actions;
  Outbox outbox{2};
  Access access{outbox, "key", false};
  RateBudget rate;
  HttpHeaders headers{{"X-Key", "key"}};
  ScorelyticsProvider provider{"https://api", scorelytics::ClockUnit::kUndecided};
  RestRequests requests{outbox, provider, access, rate, headers};
};

TEST_F(RestRequestsTest, AskWithTheKeyAndForJson) {
  send();
  const Fetch fetch = actions.take<Fetch>();
  EXPECT_EQ(fetch.url.rfind("https://api", 0), 0u);
  EXPECT_EQ(fetch.headers, accepting_json(headers));
  EXPECT_EQ(requests.snapshots().count(kA), 1);
  EXPECT_EQ(requests.snapshots().take(fetch.request)->subject, kA);
}

TEST_F(RestRequestsTest, AreNumberedInTheirOrder) {
  send();
  const RequestId first = actions.take<Fetch>().request;
  const Seq before = outbox.next_seq();
  send();
  const RequestId second = actions.take<Fetch>().request;
  EXPECT_LT(requests.snapshots().take(first)->step_asked, before);
  EXPECT_GT(requests.snapshots().take(second)->step_asked, before);
}

TEST_F(RestRequestsTest, CountButForTheFirstOfABoard) {
  for (int i = 0; i < 60; ++i) send(true, std::to_string(i));
  EXPECT_EQ(rate.free_at(1), 0);
  for (std::size_t i = 0; i < kMostSnapshotsAMinute; ++i) send();
  EXPECT_EQ(rate.free_at(1), kNow + Allowance::kMinute);
}

// A page may make boards of one match again and again.
TEST_F(RestRequestsTest, CountWhereAnotherBoardWasTheFirstToAskTheAddress) {
  for (std::size_t i = 0; i <= kMostSnapshotsAMinute; ++i) send(true);
  EXPECT_EQ(rate.free_at(1), kNow + Allowance::kMinute);
}

TEST_F(RestRequestsTest, HaveADeadline) {
  send();
  EXPECT_EQ(requests.snapshots().next_deadline(), kNow + 12'000);
}

TEST_F(RestRequestsTest, OfPlaysAreKeptApart) {
  const StatsApiProvider stats_api("https://api", nullptr);
  RestRequests of_plays(outbox, stats_api, access, rate, headers);
  of_plays.send_plays("a", kNow);
  actions.add(outbox.take());
  EXPECT_EQ(actions.take<Fetch>().url, stats_api.plays_url("a"));
  EXPECT_EQ(of_plays.plays().size(), 1u);
  EXPECT_EQ(of_plays.snapshots().size(), 0u);
  of_plays.cancel_all();
  EXPECT_EQ(of_plays.plays().size(), 0u);
}

TEST_F(RestRequestsTest, AreGivenUpTogether) {
  send();
  send();
  requests.cancel_all();
  actions.add(outbox.take());
  EXPECT_EQ(requests.snapshots().size(), 0u);
  EXPECT_EQ(actions.count<CancelFetch>(), 2u);
}

}  // namespace
}  // namespace scoreline

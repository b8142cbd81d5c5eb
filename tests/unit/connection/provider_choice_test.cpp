#include "connection/provider_choice.hpp"

#include <gtest/gtest.h>

#include "unit/connection/support/platform.hpp"
#include "unit/connection/support/source_driver.hpp"
#include "unit/connection/support/stream_log.hpp"

namespace scoreline {
namespace {

class ProviderChoiceTest : public testing::Test {
 protected:
  // The URL of the socket that is opened for a match.
  std::string socket_url(const SourceOptions& options) {
    Credential credential(outbox, options.key, false);
    const std::unique_ptr<Streams> streams =
        make_streams(options, outbox, log, credential, headers, rate);
    streams->want({{StreamKind::kMatch, "m1"}}, clock.now());
    test::Actions actions;
    actions.add(outbox.take());
    return actions.take<OpenSocket>().url;
  }
  static std::string match_url(const SourceOptions& options) {
    return make_provider(options, nullptr)->snapshot_url(test::match_subject("m1"), {});
  }

  test::TestClock clock;
  test::StreamLog log;
  Outbox outbox{1};
  RateBudget rate;
  HttpHeaders headers;
};

TEST_F(ProviderChoiceTest, ScorelyticsHasASocketForEachStream) {
  const std::string url = socket_url(test::scorelytics_options());
  EXPECT_NE(url.find("m1"), std::string::npos);
  EXPECT_NE(url.find("sk"), std::string::npos);
}

TEST_F(ProviderChoiceTest, TheStatsApiHasChannelsOnOneSocket) {
  const std::string url = socket_url(test::stats_api_options());
  EXPECT_EQ(url.find("m1"), std::string::npos);
  EXPECT_NE(url.find("app"), std::string::npos);
}

TEST_F(ProviderChoiceTest, EachIsAskedAtItsOwnAddress) {
  EXPECT_NE(match_url(test::scorelytics_options()), match_url(test::stats_api_options()));
  EXPECT_NE(match_url(test::stats_api_options()).find("m1"), std::string::npos);
}

}  // namespace
}  // namespace scoreline

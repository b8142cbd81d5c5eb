#include "connection/connection_state.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace scoreline {
namespace {

struct State {
  ConnectionState state;
  std::string_view name;
};
// From good to bad.
constexpr State kStates[] = {
    {ConnectionState::kIdle, "idle"},
    {ConnectionState::kOver, "over"},
    {ConnectionState::kLive, "live"},
    {ConnectionState::kPolling, "polling"},
    {ConnectionState::kConnecting, "connecting"},
    {ConnectionState::kWaiting, "waiting"},
    {ConnectionState::kStale, "stale"},
    {ConnectionState::kRefused, "refused"},
};

constexpr std::pair<Reason, std::string_view> kReasons[] = {
    {Reason::kNone, ""},
    {Reason::kWrongKey, "wrong_key"},
    {Reason::kSuspended, "suspended"},
    {Reason::kForbidden, "forbidden"},
    {Reason::kNotFound, "not_found"},
    {Reason::kRateLimited, "rate_limited"},
    {Reason::kServerError, "server_error"},
    {Reason::kBadAnswer, "bad_answer"},
    {Reason::kUnreachable, "unreachable"},
    {Reason::kOffline, "offline"},
    {Reason::kStreamBlocked, "stream_blocked"},
    {Reason::kOriginRefused, "origin_refused"},
    {Reason::kOverQuota, "over_quota"},
    {Reason::kAppUnknown, "app_unknown"},
    {Reason::kUnauthorised, "unauthorised"},
    {Reason::kNoCredential, "no_credential"},
};

TEST(ConnectionState, HasAName) {
  for (const State& row : kStates) EXPECT_EQ(name_of(row.state), row.name);
}

TEST(ConnectionState, IsOrderedFromGoodToBad) {
  for (const State& a : kStates) {
    for (const State& b : kStates) {
      EXPECT_EQ(is_worse(a.state, b.state), &a > &b) << a.name << ' ' << b.name;
    }
  }
}

TEST(Reason, HasAName) {
  for (const auto& [reason, name] : kReasons) EXPECT_EQ(name_of(reason), name);
}

}  // namespace
}  // namespace scoreline
